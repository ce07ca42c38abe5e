// SPDX-License-Identifier: Apache-2.0
//
// Files that are looked at again and again to see whether they changed. What is compared is what
// stat(2) tells (size, time, which file it is) and, of a folder, that of each *.qagida in it: so a
// file that an editor replaces, a new one, one on a network share are all noticed, where inotify
// would need a case for each and misses the last. A few dozen calls a second cost nothing.

#ifndef QG_WATCH_H
#define QG_WATCH_H

#include "fault.h"
#include "policy.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>

struct qg_watched {
    struct qg_text path;  // owned
    struct qg_text state; // owned; as it was last seen
    bool folder;          // when it was last seen
};

// A zeroed one watches nothing.
struct qg_watch {
    QG_VEC(struct qg_watched) items;
};

// Watches a file or a folder from now on, whether it is there or not; once if added twice.
enum qg_fault qg_watch_add(struct qg_watch *watch, struct qg_str path);

// Watches every file on the disk that a policy was made of, and their folders, in which a module
// may appear that `use` did not find.
enum qg_fault qg_watch_policy(struct qg_watch *watch, const struct qg_policy *policy);

// Looks at everything. `*out` becomes the path of something that changed since it was last seen, a
// file if there is one; empty if nothing did. It stays good until the next call.
enum qg_fault qg_watch_look(struct qg_watch *watch, struct qg_str *out);

void qg_watch_free(struct qg_watch *watch);

#endif
