package web

func (s *server) entryRoutes()  {}
func (s *server) planRoutes()   {}
func (s *server) peopleRoutes() {}
func (s *server) adminRoutes()  {}
