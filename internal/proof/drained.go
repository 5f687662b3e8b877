package proof

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// A Stranded is a send that may wait for ever: on some way out of the function nobody receives what it sends.
type Stranded struct {
	Spawn *site.Site // of what sends
	Tell  *site.Site // in its body
	Way   site.Way   // of the function, on which nobody receives
	Near  *site.Site // the receive that another way passes, or the loop of receives that this way leaves; nil: none
	Last  bool       // it says that others are done: a goroutine that waited for a group
}

// StrandedOn finds a send on a channel of the function that nobody receives on some way out, where the channel has no room
// for it. Only a channel of which everything is seen says something: who sends, who receives, that nobody else has it.
func (p *Program) StrandedOn(f *site.Func, open *site.Site) (Stranded, bool) {
	ch := open.On
	if open.Do != site.Open || ch.Kind != site.Channel || ch.Scope != site.ScopeCall || ch.Func != f.Name || open.Cap.Kind != site.Const {
		return Stranded{}, false
	}
	d := drain{Program: p, f: f, open: open}
	for i := range f.Sites {
		if s := &f.Sites[i]; s != open && !d.sees(s) {
			return Stranded{}, false
		}
	}
	if len(d.senders) == 0 || d.room() {
		return Stranded{}, false
	}
	for _, s := range d.senders {
		for _, w := range open.Ways {
			if w = wayOut(f, w); w.Sure == site.No || w.Kind == site.Error || !d.after(s, w.ID) {
				continue
			}
			if near, bad := d.leaves(s, w.ID); bad {
				return Stranded{Spawn: s.spawn, Tell: s.tell, Way: w, Near: near, Last: s.last}, true
			}
		}
	}
	return Stranded{}, false
}

// A drain is all that happens to one channel of a function.
type drain struct {
	*Program
	f        *site.Func
	open     *site.Site
	senders  []sender
	receives []*site.Site
}

// A sender is one started body that sends and then stands still until somebody receives.
type sender struct {
	spawn, tell *site.Site
	times       site.Amount // how many messages in all, at most
	last        bool
}

// sees takes the site in; false: the channel goes where nothing more is known of it, or somebody else receives.
func (d *drain) sees(s *site.Site) bool {
	ch := d.open.On
	same := s.On.Same(ch)
	switch {
	case s.Body != nil && (s.Do == site.Spawn || s.Do == site.Offload):
		return !same && d.seesBody(s)
	case s.Do == site.Wait && same:
		d.receives = append(d.receives, s)
		return true
	case s.Do == site.Tell && same:
		return s.Cap.Kind == site.Endless
	case s.Do == site.Call:
		return !slices.ContainsFunc(s.Args, ch.Same) || d.Func(s.API) != nil
	}
	return !same && !slices.ContainsFunc(s.Args, ch.Same)
}

func (d *drain) seesBody(spawn *site.Site) bool {
	ch := d.open.On
	named := slices.ContainsFunc(spawn.Args, ch.Same)
	told, last := []*site.Site(nil), false
	for i := range spawn.Body.Sites {
		s := &spawn.Body.Sites[i]
		switch {
		case s.Do == site.Wait && s.On.Kind == site.Group && find(d.f.Sites, func(o *site.Site) bool { return o.On.Same(s.On) }) != nil:
			last = true
		case s.Do == site.Tell && s.On.Same(ch):
			named = true
			if s.Cap.Kind != site.Endless {
				told = append(told, s)
			}
		case s.On.Same(ch), s.Body != nil && namedIn(s, ch):
			return false // it receives, or hands it on
		case s.Do == site.Gap && named && len(s.Via) == 0, s.Do == site.Call && slices.ContainsFunc(s.Args, ch.Same) && d.Func(s.API) == nil:
			return false
		}
	}
	if named && spawn.Do == site.Spawn && len(told) > 0 {
		d.add(spawn, told, last)
	}
	return true
}

// namedIn reports whether what a body starts names the object.
func namedIn(s *site.Site, r site.Ref) bool {
	return slices.ContainsFunc(s.Args, r.Same) || slices.ContainsFunc(s.Body.Sites, func(b site.Site) bool {
		return b.On.Same(r) || slices.ContainsFunc(b.Args, r.Same) || b.Body != nil && namedIn(&b, r)
	})
}

// add notes a sender: one that has another way to go on where nobody receives is none. Of sends in branches one happens,
// and how a loop without end goes on after the first is not known.
func (d *drain) add(spawn *site.Site, told []*site.Site, last bool) {
	told = slices.DeleteFunc(told, func(t *site.Site) bool { return chooses(spawn.Body, t) })
	if len(told) == 0 {
		return
	}
	all := site.N(0)
	for _, t := range told {
		if n := t.Times(); t.Must == site.Yes && n.Kind != site.Endless {
			all = plus(all, n)
		}
	}
	if all == site.N(0) {
		all = site.N(1)
	}
	d.senders = append(d.senders, sender{spawn, told[0], all.Mul(site.Product(d.inner(spawn.At))), last})
}

// inner are the frames that the channel does not stand in itself.
func (d *drain) inner(at []site.Frame) []site.Frame {
	for len(at) > 0 && slices.ContainsFunc(d.open.At, func(f site.Frame) bool { return f.ID == at[0].ID }) {
		at = at[1:]
	}
	return at
}

func plus(a, b site.Amount) site.Amount {
	if a.Kind == site.Const && b.Kind == site.Const {
		return site.N(a.N + b.N)
	}
	return a.Mul(b)
}

// chooses reports whether the send is one arm of a select of several.
func chooses(body *site.Func, t *site.Site) bool {
	if len(t.At) == 0 || t.At[len(t.At)-1].Kind != site.Select {
		return false
	}
	id := t.At[len(t.At)-1].ID
	return slices.ContainsFunc(body.Sites, func(s site.Site) bool {
		return s.Seq != t.Seq && len(s.At) > 0 && s.At[len(s.At)-1].ID == id && (s.Do == site.Wait || s.Do == site.Tell)
	})
}

// room: the channel holds all that is ever sent, or that is not known.
func (d *drain) room() bool {
	all := int64(0)
	for _, s := range d.senders {
		switch {
		case s.times.Kind == site.Data || s.times.Kind == site.Endless:
			return false
		case s.times.Kind != site.Const:
			return true
		}
		all += s.times.N
	}
	return all <= d.open.Cap.N
}

// many: more messages than one receive takes and the channel holds.
func (d *drain) many() bool {
	all := int64(0)
	for _, s := range d.senders {
		if s.times.Kind != site.Const {
			return true
		}
		all += s.times.N
	}
	return all > d.open.Cap.N+1
}

// after reports whether the way can be reached once the sender was started. In a loop the way of what comes later tells.
func (d *drain) after(s sender, way int) bool {
	if site.InnermostLoop(d.inner(s.spawn.At)) == nil {
		return on(s.spawn, way)
	}
	return find(d.f.Sites, func(l *site.Site) bool { return l.Seq > s.spawn.Seq && !l.Late && on(l, way) }) != nil
}

func on(s *site.Site, way int) bool {
	return slices.ContainsFunc(s.Ways, func(w site.Way) bool { return w.ID == way && w.Sure != site.No })
}

func sure(s *site.Site, way int) (t site.Tri, reached bool) {
	for _, w := range s.Ways {
		if w.ID == way {
			return w.Sure, true
		}
	}
	return site.Unknown, false
}

// leaves reports whether nobody receives what the sender sends where the function ends on the way.
func (d *drain) leaves(s sender, way int) (near *site.Site, bad bool) {
	if d.joins(s, way) || d.hearsElse(s, way) {
		return nil, false
	}
	perhaps, surely := 0, 0
	for _, r := range d.receives {
		t, reached := sure(r, way)
		looped := site.InnermostLoop(d.inner(r.At)) != nil
		switch {
		case !reached:
			near = first(near, r)
			continue
		case t == site.Yes && !d.many():
			return nil, false
		case t == site.Yes && looped:
			return r, site.InnermostLoop(r.At).Times.Kind != site.Endless || r.API == "range" // left from inside
		case t == site.Yes:
			surely++
		case t == site.Unknown && !looped && chooses(d.f, r):
			perhaps++
		default:
			return nil, false
		}
		near = r
	}
	switch {
	case surely > 0:
		return near, d.grows()
	case perhaps > 1:
		return nil, false
	}
	return near, true
}

// grows: the number of messages follows the input.
func (d *drain) grows() bool {
	return slices.ContainsFunc(d.senders, func(s sender) bool { return s.times.Kind == site.Data || s.times.Kind == site.Endless })
}

func first(a, b *site.Site) *site.Site {
	if a != nil {
		return a
	}
	return b
}

// joins: the function waits for the sender itself before it leaves, so the send went through or it never leaves.
func (d *drain) joins(s sender, way int) bool {
	left := func(group site.Ref) bool {
		return group.Same(s.spawn.On) || find(s.spawn.Body.Sites, func(l *site.Site) bool { return l.Do == site.Leave && l.On.Same(group) }) != nil
	}
	return find(d.f.Sites, func(w *site.Site) bool {
		t, _ := sure(w, way)
		return w.Do == site.Wait && w.On.Kind == site.Group && t == site.Yes && left(w.On)
	}) != nil
}

// hearsElse: a sender that sends here or there was heard there.
func (d *drain) hearsElse(s sender, way int) bool {
	if s.times.Kind != site.Const {
		return false
	}
	instead := func(on site.Ref) bool {
		return find(s.spawn.Body.Sites, func(t *site.Site) bool {
			return t.Do == site.Tell && t.On.Same(on) && (t.Must != site.Yes || s.tell.Must != site.Yes)
		}) != nil
	}
	return find(d.f.Sites, func(w *site.Site) bool {
		t, reached := sure(w, way)
		if w.Do != site.Wait || !reached || t == site.No || w.On.Same(d.open.On) || w.On.Kind != site.Channel || !instead(w.On) {
			return false
		}
		return t == site.Yes || !chooses(d.f, w) || !d.otherArm(w, way, func(on site.Ref) bool { return on.Same(d.open.On) || instead(on) })
	}) != nil
}

// otherArm reports whether the select of a receive has an arm from which the way is reached and in which none of those is heard.
func (d *drain) otherArm(w *site.Site, way int, heard func(site.Ref) bool) bool {
	id := w.At[len(w.At)-1].ID
	return find(d.f.Sites, func(o *site.Site) bool {
		return len(o.At) > 0 && o.At[len(o.At)-1].ID == id && (o.Do == site.Wait || o.Do == site.Tell) && on(o, way) && !heard(o.On)
	}) != nil
}
