package web

func (s *server) peopleRoutes() {}
func (s *server) adminRoutes()  {}
