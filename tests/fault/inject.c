// SPDX-License-Identifier: Apache-2.0
//
// A machine on which something goes wrong: preloaded into a command (LD_PRELOAD), it counts the
// command's requests to the system by kind and spoils the one that it is told to. tests/fault/run
// sweeps the number over all of them. What it is told stands in the environment:
//
//     QG_INJECT   KIND,WAY,NUMBER[,ERROR]   as in "write,fail,3,ENOSPC"
//     QG_COUNTS   a file for the counts of all kinds, and for what is held at the end
//     QG_PLACES   a file for the places that requests come from: a line for each, with its kind
//                 and the numbers of the first and the last request from there
//
// A place is a chain of calls. What fails alike at the same place fails alike each time, so that a
// sweep need not try ten thousand requests that one loop makes.
//
// Ways: `fail` once, `last` from then on, `short` (a byte is moved), `cut` (the file that is read
// has lost what was not read of it yet), `kill` before or `killed` after it.
//
// Calls that the C library makes within itself are not seen, so its own calls stand here too.
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): RTLD_NEXT

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <unwind.h>

enum kind { ALLOC, OPEN, READ, WRITE, SYNC, CLOSE, NAME, STAT, FOLDER, THREAD, OTHER, KINDS };

static const char *const kinds[KINDS] = {"alloc", "open", "read",   "write",  "sync", "close",
                                         "name",  "stat", "folder", "thread", "other"};

enum way { NOTHING, FAIL, LAST, SHORT, CUT, KILL, KILLED, WAYS };

static const char *const ways[WAYS] = {"", "fail", "last", "short", "cut", "kill", "killed"};

static const struct {
    const char *name;
    int number;
} errors[] = {
    {"ENOMEM", ENOMEM}, {"EIO", EIO},       {"ENOSPC", ENOSPC}, {"EINTR", EINTR},
    {"EACCES", EACCES}, {"EMFILE", EMFILE}, {"EPIPE", EPIPE},   {"EAGAIN", EAGAIN},
    {"EPERM", EPERM},   {"EROFS", EROFS},   {"ENOENT", ENOENT},
};

static enum kind spoilt;
static enum way spoiling;
static long number;
static int spoilt_error;
static atomic_long counts[KINDS];
static atomic_long held; // blocks of memory
static int counts_fd = -1, places_fd = -1;
static atomic_int cut_fd = -1; // of the file that was cut

// ---- what to do ----

static int one_of(const char *const *names, int count, const char *word, size_t len) {
    for (int i = 0; i < count; i++)
        if (strlen(names[i]) == len && memcmp(names[i], word, len) == 0)
            return i;
    return 0;
}

static int error_of(const char *word) {
    for (size_t i = 0; word != NULL && i < sizeof errors / sizeof errors[0]; i++)
        if (strcmp(errors[i].name, word) == 0)
            return errors[i].number;
    return EIO;
}

// Opened at once, for a command that confines itself could not do so later; out of the way of its
// own files.
static int open_named(const char *variable) {
    const char *path = getenv(variable);
    if (path == NULL)
        return -1;
    long fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    int high = fcntl((int)fd, F_DUPFD_CLOEXEC, 512);
    (void)syscall(SYS_close, fd);
    return high;
}

__attribute__((constructor)) static void read_orders(void) {
    (void)unsetenv("LD_PRELOAD"); // programs that the command runs have a machine of their own
    counts_fd = open_named("QG_COUNTS");
    places_fd = open_named("QG_PLACES");
    const char *orders = getenv("QG_INJECT");
    const char *way = orders != NULL ? strchr(orders, ',') : NULL;
    const char *at = way != NULL ? strchr(way + 1, ',') : NULL;
    if (at == NULL)
        return;
    spoilt = (enum kind)one_of(kinds, KINDS, orders, (size_t)(way - orders));
    number = strtol(at + 1, NULL, 10);
    const char *error = strchr(at + 1, ',');
    spoilt_error = error_of(error != NULL ? error + 1 : NULL);
    spoiling = (enum way)one_of(ways, WAYS, way + 1, (size_t)(at - way - 1));
}

// ---- where requests come from ----

struct place {
    uint64_t chain; // 0: none
    enum kind kind;
    long first, last;
};

enum { PLACES = 1 << 16 };

static struct place places[PLACES]; // by their chains; a place too many is not told
static pthread_mutex_t placing = PTHREAD_MUTEX_INITIALIZER;

static _Unwind_Reason_Code add_frame(struct _Unwind_Context *frame, void *chain) {
    *(uint64_t *)chain = (*(uint64_t *)chain ^ _Unwind_GetIP(frame)) * UINT64_C(0x9e3779b97f4a7c15);
    *(uint64_t *)chain ^= *(uint64_t *)chain >> 29;
    return _URC_NO_REASON;
}

static void note_place(enum kind kind, long n) {
    uint64_t chain = (uint64_t)kind + 1;
    (void)_Unwind_Backtrace(add_frame, &chain);
    chain |= 1;
    (void)pthread_mutex_lock(&placing);
    size_t tried = 0, i = chain % PLACES;
    while (tried++ < PLACES && places[i].chain != chain && places[i].chain != 0)
        i = (i + 1) % PLACES;
    if (places[i].chain == 0)
        places[i] = (struct place){chain, kind, n, n};
    if (places[i].chain == chain)
        places[i].last = n;
    (void)pthread_mutex_unlock(&placing);
}

static void tell_places(void) {
    for (size_t i = 0; places_fd >= 0 && i < PLACES; i++)
        if (places[i].chain != 0)
            (void)dprintf(places_fd, "%s %ld %ld\n", kinds[places[i].kind], places[i].first,
                          places[i].last);
}

static long open_files(void) {
    long files = 0;
    for (int fd = 0; fd < 256; fd++)
        files += fcntl(fd, F_GETFD) >= 0;
    return files;
}

__attribute__((destructor)) static void tell_counts(void) {
    char line[512];
    int len = 0;
    if (counts_fd < 0)
        return;
    spoiling = NOTHING;
    for (int i = 0; i < KINDS; i++)
        len += snprintf(line + len, sizeof line - (size_t)len, "%s %ld\n", kinds[i],
                        atomic_load(&counts[i]));
    len += snprintf(line + len, sizeof line - (size_t)len, "held %ld\nfiles %ld\n",
                    atomic_load(&held), open_files());
    (void)syscall(SYS_write, counts_fd, line, (size_t)len);
    tell_places();
}

// A command that has confined itself can no longer be sent a signal, not even by itself; to end at
// once, with nothing done any more, is the same.
static void die(void) {
    (void)raise(SIGKILL);
    (void)syscall(SYS_exit_group, 128 + SIGKILL);
}

// Counts a request; the way in which it is to be spoilt.
static enum way count(enum kind kind) {
    long n = atomic_fetch_add(&counts[kind], 1) + 1;
    if (places_fd >= 0)
        note_place(kind, n);
    if (spoiling == NOTHING || kind != spoilt || n < number || (n > number && spoiling != LAST))
        return NOTHING;
    if (spoiling == KILL)
        die();
    return spoiling;
}

// Whether the request is to be refused.
__attribute__((noinline)) static bool refused(enum kind kind) {
    enum way way = count(kind);
    if (way == FAIL || way == LAST)
        errno = spoilt_error;
    return way == FAIL || way == LAST;
}

static void after(enum kind kind) {
    if (spoiling == KILLED && kind == spoilt && atomic_load(&counts[kind]) == number)
        die();
}

// The C library's own function of that name.
static void *own(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL)
        abort();
    return found;
}

#define OWN(name) (__extension__(__typeof__(&(name))) own(#name))

// ---- memory ----

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t members, size_t size);
void *__libc_realloc(void *at, size_t size);
void __libc_free(void *at);

static void *taken(void *at) {
    if (at != NULL)
        atomic_fetch_add(&held, 1);
    return at;
}

static bool no_memory(void) {
    bool no = refused(ALLOC);
    if (no)
        errno = ENOMEM;
    return no;
}

void *malloc(size_t size) {
    return no_memory() ? NULL : taken(__libc_malloc(size));
}

void *calloc(size_t nmemb, size_t size) {
    return no_memory() ? NULL : taken(__libc_calloc(nmemb, size));
}

void *realloc(void *ptr, size_t size) {
    if (no_memory())
        return NULL;
    void *at = __libc_realloc(ptr, size);
    if (ptr == NULL)
        return taken(at);
    if (size == 0 && at == NULL)
        atomic_fetch_sub(&held, 1);
    return at;
}

void free(void *ptr) {
    if (ptr != NULL)
        atomic_fetch_sub(&held, 1);
    __libc_free(ptr);
}

// ---- files ----

int open(const char *file, int oflag, ...) {
    va_list rest;
    va_start(rest, oflag);
    unsigned mode =
        (oflag & O_CREAT) != 0 || (oflag & O_TMPFILE) == O_TMPFILE ? va_arg(rest, unsigned) : 0;
    va_end(rest);
    if (refused(OPEN))
        return -1;
    int fd = OWN(open)(file, oflag, mode);
    after(OPEN);
    return fd;
}

FILE *fopen(const char *filename, const char *modes) {
    if (refused(OPEN))
        return NULL;
    FILE *opened = OWN(fopen)(filename, modes);
    after(OPEN);
    return opened;
}

FILE *fopen64(const char *filename, const char *modes) {
    if (refused(OPEN))
        return NULL;
    FILE *opened = OWN(fopen64)(filename, modes);
    after(OPEN);
    return opened;
}

FILE *tmpfile(void) {
    if (refused(OPEN))
        return NULL;
    FILE *opened = OWN(tmpfile)();
    after(OPEN);
    return opened;
}

// How many bytes may go through; -1: it fails.
static ssize_t allowed(enum way way, size_t size) {
    if (way == FAIL || way == LAST) {
        errno = spoilt_error;
        return -1;
    }
    return way == SHORT && size > 1 ? 1 : (ssize_t)size;
}

// Only a file has a length that can be lost.
static void cut(int fd) {
    struct stat status;
    if (OWN(fstat)(fd, &status) == 0 && S_ISREG(status.st_mode))
        atomic_store(&cut_fd, fd);
}

ssize_t read(int fd, void *buf, size_t nbytes) {
    enum way way = count(READ);
    ssize_t most = allowed(way, nbytes);
    if (way == CUT)
        cut(fd);
    if (most < 0 || fd == atomic_load(&cut_fd))
        return most < 0 ? -1 : 0;
    return OWN(read)(fd, buf, (size_t)most);
}

static ssize_t allowance(enum kind kind, size_t size) {
    return allowed(count(kind), size);
}

ssize_t pread(int fd, void *buf, size_t nbytes, off_t offset) {
    ssize_t most = allowance(READ, nbytes);
    return most < 0 ? -1 : OWN(pread)(fd, buf, (size_t)most, offset);
}

size_t fread(void *ptr, size_t size, size_t n, FILE *stream) {
    if (refused(READ)) {
        stream->_flags |= _IO_ERR_SEEN;
        return 0;
    }
    return OWN(fread)(ptr, size, n, stream);
}

ssize_t write(int fd, const void *buf, size_t n) {
    ssize_t most = allowance(WRITE, n);
    if (most < 0)
        return -1;
    ssize_t written = OWN(write)(fd, buf, (size_t)most);
    after(WRITE);
    return written;
}

// Complaints get through: a test wants to read them.
size_t fwrite(const void *ptr, size_t size, size_t n, FILE *s) {
    if (s != stderr && refused(WRITE)) {
        s->_flags |= _IO_ERR_SEEN;
        return 0;
    }
    return OWN(fwrite)(ptr, size, n, s);
}

int fflush(FILE *stream) {
    if (stream != stderr && refused(WRITE)) {
        if (stream != NULL)
            stream->_flags |= _IO_ERR_SEEN;
        return EOF;
    }
    return OWN(fflush)(stream);
}

int fsync(int fd) {
    if (refused(SYNC))
        return -1;
    int done = OWN(fsync)(fd);
    after(SYNC);
    return done;
}

// The descriptor is gone even where close says no.
int close(int fd) {
    bool no = refused(CLOSE);
    if (fd == atomic_load(&cut_fd))
        atomic_store(&cut_fd, -1);
    int error = errno, done = OWN(close)(fd);
    if (no)
        errno = error;
    return no ? -1 : done;
}

int fclose(FILE *stream) {
    bool no = refused(CLOSE);
    int error = errno, done = OWN(fclose)(stream);
    if (no)
        errno = error;
    return no ? EOF : done;
}

int rename(const char *old, const char *new) {
    if (refused(NAME))
        return -1;
    int done = OWN(rename)(old, new);
    after(NAME);
    return done;
}

int linkat(int fromfd, const char *from, int tofd, const char *to, int flags) {
    if (refused(NAME))
        return -1;
    int done = OWN(linkat)(fromfd, from, tofd, to, flags);
    after(NAME);
    return done;
}

int unlink(const char *name) {
    if (refused(NAME))
        return -1;
    int done = OWN(unlink)(name);
    after(NAME);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    if (refused(NAME))
        return -1;
    int done = OWN(mkdir)(path, mode);
    after(NAME);
    return done;
}

int fchmod(int fd, mode_t mode) {
    if (refused(NAME))
        return -1;
    int done = OWN(fchmod)(fd, mode);
    after(NAME);
    return done;
}

int stat(const char *restrict file, struct stat *restrict buf) {
    return refused(STAT) ? -1 : OWN(stat)(file, buf);
}

int lstat(const char *restrict file, struct stat *restrict buf) {
    return refused(STAT) ? -1 : OWN(lstat)(file, buf);
}

int fstat(int fd, struct stat *buf) {
    int done = refused(STAT) ? -1 : OWN(fstat)(fd, buf);
    if (done == 0 && fd == atomic_load(&cut_fd))
        buf->st_size = lseek(fd, 0, SEEK_CUR);
    return done;
}

int access(const char *name, int type) {
    return refused(STAT) ? -1 : OWN(access)(name, type);
}

char *realpath(const char *restrict name, char *restrict resolved) {
    return refused(STAT) ? NULL : OWN(realpath)(name, resolved);
}

char *getcwd(char *buf, size_t size) {
    return refused(STAT) ? NULL : OWN(getcwd)(buf, size);
}

// ---- folders ----

DIR *opendir(const char *name) {
    return refused(FOLDER) ? NULL : OWN(opendir)(name);
}

struct dirent *readdir(DIR *dirp) {
    return refused(FOLDER) ? NULL : OWN(readdir)(dirp);
}

int scandir(const char *restrict dir, struct dirent ***restrict namelist,
            int (*selector)(const struct dirent *),
            int (*cmp)(const struct dirent **, const struct dirent **)) {
    return refused(FOLDER) ? -1 : OWN(scandir)(dir, namelist, selector, cmp);
}

// ---- the rest ----

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): glibc's name is reserved
int pthread_create(pthread_t *restrict newthread, const pthread_attr_t *restrict attr,
                   void *(*start)(void *), void *restrict arg) {
    return refused(THREAD) ? spoilt_error : OWN(pthread_create)(newthread, attr, start, arg);
}

iconv_t iconv_open(const char *tocode, const char *fromcode) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX says that this is its error
    return refused(OTHER) ? (iconv_t)-1 : OWN(iconv_open)(tocode, fromcode);
}

ssize_t getrandom(void *buffer, size_t length, unsigned flags) {
    return refused(OTHER) ? -1 : OWN(getrandom)(buffer, length, flags);
}
