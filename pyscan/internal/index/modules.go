package index

// modules finds files by module name.
type modules struct{}

// module is a file or folder that can be imported.
type module struct{}
