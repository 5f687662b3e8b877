// What we use of the tree-sitter runtime (api.h of the pinned version), and
// our own copy-out. The runtime itself is linked by its Go module.
#ifndef CONCURLINT_FLATTEN_H
#define CONCURLINT_FLATTEN_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  uint32_t context[4];
  const void *id;
  const void *tree;
} cl_node;

// Twin of record in tree.go.
typedef struct {
  uint32_t start, end, parent, size;
  uint16_t kind;
  uint8_t field, flags;
} cl_record;

// Number of nodes that cl_flatten will write.
uint32_t cl_count(const cl_node *root);

// Writes the tree under root in preorder. Returns the number of nodes written,
// or 0 when the tree has more than room.
uint32_t cl_flatten(const cl_node *root, cl_record *out, uint32_t room);

#endif
