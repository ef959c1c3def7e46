package web

func (s *server) targetRoutes() {}
func (s *server) entryRoutes()  {}
func (s *server) planRoutes()   {}
func (s *server) peopleRoutes() {}
func (s *server) adminRoutes()  {}
