// SPDX-License-Identifier: Apache-2.0
//
// A file that has no name until it is complete. Whatever ends the process before that (a signal, a
// crash, a power failure) leaves nothing behind, so nobody has to clean up, no signal is handled
// for it, and no list of files to remove is kept.
//
// Linux makes such files where the file system knows how (O_TMPFILE). Elsewhere the file's name is
// taken away as soon as it is open, and in the end its bytes are copied into a file with a name.
// The moments in which a name exists that is not the target's are passed with signals held back.
#ifndef QG_UNNAMED_H
#define QG_UNNAMED_H

#include <stdbool.h>

// Opens a file that is to become `target`, on its file system, with the permissions of a new file;
// -1 with the reason in errno. Closing it forgets it.
int qg_unnamed_open(const char *target);

// Gives the file to the disk and then the name of `target`, in the place of what was called so.
// False with the reason in errno; then all is as before. The file stays open.
bool qg_unnamed_publish(int fd, const char *target);

#endif
