#include "flatten.h"

typedef struct {
  const void *tree;
  const void *id;
  uint32_t context[3];
} cl_cursor;

extern cl_cursor ts_tree_cursor_new(cl_node);
extern void ts_tree_cursor_delete(cl_cursor *);
extern cl_node ts_tree_cursor_current_node(const cl_cursor *);
extern uint16_t ts_tree_cursor_current_field_id(const cl_cursor *);
extern bool ts_tree_cursor_goto_parent(cl_cursor *);
extern bool ts_tree_cursor_goto_next_sibling(cl_cursor *);
extern bool ts_tree_cursor_goto_first_child(cl_cursor *);
extern uint16_t ts_node_symbol(cl_node);
extern uint32_t ts_node_start_byte(cl_node);
extern uint32_t ts_node_end_byte(cl_node);
extern uint32_t ts_node_descendant_count(cl_node);
extern bool ts_node_is_named(cl_node);
extern bool ts_node_is_missing(cl_node);
extern bool ts_node_has_error(cl_node);

uint32_t cl_count(const cl_node *root) { return ts_node_descendant_count(*root); }

static void cl_write(const cl_cursor *cursor, cl_record *r, uint32_t parent) {
  cl_node n = ts_tree_cursor_current_node(cursor);
  r->start = ts_node_start_byte(n);
  r->end = ts_node_end_byte(n);
  r->parent = parent;
  r->size = 1;
  r->kind = ts_node_symbol(n);
  r->field = (uint8_t)ts_tree_cursor_current_field_id(cursor);
  r->flags = (ts_node_is_named(n) ? 1 : 0) | (ts_node_is_missing(n) ? 2 : 0) |
             (ts_node_has_error(n) ? 4 : 0);
}

uint32_t cl_flatten(const cl_node *root, cl_record *out, uint32_t room) {
  cl_cursor cursor = ts_tree_cursor_new(*root);
  uint32_t count = 0, parent = 0;
  for (;;) {
    if (count == room) {
      count = 0;
      break;
    }
    uint32_t self = count++;
    cl_write(&cursor, &out[self], parent);
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      parent = self;
      continue;
    }
    bool more;
    while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) &&
           ts_tree_cursor_goto_parent(&cursor)) {
      out[parent].size = count - parent;
      parent = out[parent].parent;
    }
    if (!more) break;
  }
  ts_tree_cursor_delete(&cursor);
  return count;
}
