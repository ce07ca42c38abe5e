// SPDX-License-Identifier: Apache-2.0

#include "sandbox_files.h"

#include "sandbox.h"

// By the numbers of the kernel, for it may be newer than the headers that this is built with.
enum {
    RIGHT_WRITE_FILE = 1 << 1,
    RIGHT_READ_FILE = 1 << 2,
    RIGHT_READ_DIR = 1 << 3,
    RIGHT_REMOVE_FILE = 1 << 5,
    RIGHT_MAKE_DIR = 1 << 7,
    RIGHT_MAKE_REG = 1 << 8,
    RIGHTS_1 = (1 << 13) - 1, // everything of version 1
    RIGHT_REFER = 1 << 13,    // since 2: to move a file to another folder, or to link it there
    RIGHT_TRUNCATE = 1 << 14, // since 3
    RIGHT_DEVICE = 1 << 15    // since 5: to ask more of a device than to read and write
};

enum {
    NETWORK = 3, // since 4: to listen and to connect, by TCP
    SCOPES = 3   // since 6: sockets without a file, and signals, of those who are not confined
};

size_t qg_landlock_give_up(struct qg_landlock_given_up *out, int abi) {
    *out = (struct qg_landlock_given_up){.files = RIGHTS_1};
    if (abi >= 2)
        out->files |= RIGHT_REFER;
    if (abi >= 3)
        out->files |= RIGHT_TRUNCATE;
    if (abi >= 4)
        out->network = NETWORK;
    if (abi >= 5)
        out->files |= RIGHT_DEVICE;
    if (abi >= 6)
        out->scopes = SCOPES;
    return sizeof(uint64_t) * (abi >= 6 ? 3 : abi >= 4 ? 2 : 1);
}

static uint64_t keep_reading(bool folder) {
    return folder ? RIGHT_READ_FILE | RIGHT_READ_DIR : RIGHT_READ_FILE;
}

// A file on its way has no name: it gets one where it lies, which is no move, and is read back
// where it cannot be given one.
static uint64_t keep_writing(bool folder) {
    return folder ? RIGHT_WRITE_FILE | RIGHT_READ_FILE | RIGHT_MAKE_REG | RIGHT_REMOVE_FILE
                  : RIGHT_WRITE_FILE;
}

uint64_t qg_landlock_keep(bool folder, unsigned use) {
    uint64_t rights = 0;
    if ((use & QG_SANDBOX_READ) != 0)
        rights |= keep_reading(folder);
    if ((use & QG_SANDBOX_WRITE) != 0)
        rights |= keep_writing(folder);
    if (folder && (use & QG_SANDBOX_GROW) != 0)
        rights |= RIGHT_MAKE_DIR;
    return rights;
}
