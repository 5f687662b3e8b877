package pyscan

import (
	"crypto/sha256"
	"sync"
)

// A Cache keeps parsed files by path and content, for a program that scans the same files again and again. It may be used
// by several scans at the same time.
type Cache struct {
	mu    sync.Mutex
	files map[string]entry // by path: one text of each
	bytes int              // of the texts
}

type entry struct {
	sum  [sha256.Size]byte
	size int
	file file
}

// maxCache bounds the texts that are kept; their trees are about twenty times as large.
const maxCache = 16 << 20

// NewCache returns an empty cache.
func NewCache() *Cache { return &Cache{files: map[string]entry{}} }

// get returns the parsed file of that path and text, and what to call with one that was parsed instead. A nil cache has
// none and keeps none.
func (c *Cache) get(path string, src []byte) (f file, ok bool, keep func(file)) {
	if c == nil {
		return file{}, false, func(file) {}
	}
	sum := sha256.Sum256(src)
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, hit := c.files[path]; hit && e.sum == sum {
		return e.file, true, nil
	}
	return file{}, false, func(f file) { c.put(path, entry{sum, len(src), f}) }
}

// put keeps a file instead of the older text of its path. A cache that is full forgets everything: what is in use comes
// back with the next scan.
func (c *Cache) put(path string, e entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bytes -= c.files[path].size
	if c.bytes+e.size > maxCache {
		c.files, c.bytes = map[string]entry{}, 0
	}
	c.files[path] = e
	c.bytes += e.size
}
