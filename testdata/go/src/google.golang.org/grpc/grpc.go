// Package grpc is a stub for fixtures: signatures only.
package grpc

import (
	"context"
	"net"
)

type ClientConn struct{ _ int }

type ClientConnInterface interface {
	Invoke(ctx context.Context, method string, args, reply any) error
}

type DialOption interface{ apply() }

func NewClient(target string, opts ...DialOption) (*ClientConn, error) { return nil, nil }
func Dial(target string, opts ...DialOption) (*ClientConn, error)      { return nil, nil }

func (cc *ClientConn) Close() error { return nil }
func (cc *ClientConn) Invoke(ctx context.Context, method string, args, reply any) error {
	return nil
}

type Server struct{ _ int }

func NewServer() *Server { return &Server{} }

func (s *Server) Serve(lis net.Listener) error { return nil }
func (s *Server) Stop()                        {}
func (s *Server) GracefulStop()                {}
