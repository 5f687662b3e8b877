// Package peer is a stub for fixtures: signatures only.
package peer

import "context"

type Peer struct{ LocalAddr string }

func FromContext(ctx context.Context) (*Peer, bool) { return nil, false }
