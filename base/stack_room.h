// SPDX-License-Identifier: Apache-2.0
//
// Stack that is there before it is needed. The kernel lets a stack grow page by page, and where no
// address space is left for a page it ends the process by a signal. What is asked for at the
// beginning can be refused like any other memory, and said.
#ifndef QG_STACK_ROOM_H
#define QG_STACK_ROOM_H

#include <stdbool.h>
#include <stddef.h>

// Three times what the deepest policy and record that are allowed take.
#define QG_STACK_ROOM ((size_t)1 << 20)

// Makes the stack of the calling thread, which is the first one, as long as that; where the process
// may not have twice as much, nothing is done. False if there is no room.
bool qg_stack_reserve(void);

#endif
