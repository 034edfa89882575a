/* Loaded before the C library: writes down, in order, whatever is done to the files of one folder.
   RECORD_FOLDER says which, RECORD_LOG where. A record: what (1 byte), length of the name (1), place (8), size (8),
   the name, then the bytes written. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int log_file = -1;
static const char *folder;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("RECORD_LOG");
    folder = getenv("RECORD_FOLDER");
    if (path && folder) log_file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static const char *inside(const char *path) {
    size_t length = folder ? strlen(folder) : 0;
    return length && !strncmp(path, folder, length) && path[length] == '/' ? path + length + 1 : NULL;
}

static const char *name_of(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = log_file < 0 ? -1 : readlink(link, path, PATH_MAX - 1);
    if (length < 0) return NULL;
    path[length] = 0;
    return inside(path);
}

static void note(char what, const char *name, uint64_t place, uint64_t size, const void *bytes) {
    unsigned char head[18] = {what, (unsigned char)strlen(name)};
    memcpy(head + 2, &place, 8);
    memcpy(head + 10, &size, 8);
    pthread_mutex_lock(&one_at_a_time);
    syscall(SYS_write, log_file, head, sizeof head);
    syscall(SYS_write, log_file, name, strlen(name));
    if (bytes) syscall(SYS_write, log_file, bytes, size);
    pthread_mutex_unlock(&one_at_a_time);
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, #name)
#define WRITES_AT(name, offset) \
    ssize_t name(int file, const void *bytes, size_t size, offset place) { \
        REAL(ssize_t, name, int, const void *, size_t, offset); \
        char path[PATH_MAX]; \
        const char *known = name_of(file, path); \
        ssize_t done = real(file, bytes, size, place); \
        if (known && done > 0) note('w', known, place, done, bytes); \
        return done; \
    }
#define CUTS(name, offset) \
    int name(int file, offset size) { \
        REAL(int, name, int, offset); \
        char path[PATH_MAX]; \
        const char *known = name_of(file, path); \
        int done = real(file, size); \
        if (known && !done) note('t', known, size, 0, NULL); \
        return done; \
    }
#define SYNCS(name) \
    int name(int file) { \
        REAL(int, name, int); \
        char path[PATH_MAX]; \
        const char *known = name_of(file, path); \
        int done = real(file); \
        if (known && !done) note('s', known, 0, 0, NULL); \
        return done; \
    }

WRITES_AT(pwrite, off_t)
WRITES_AT(pwrite64, off64_t)
CUTS(ftruncate, off_t)
CUTS(ftruncate64, off64_t)
SYNCS(fsync)
SYNCS(fdatasync)

int unlink(const char *path) {
    REAL(int, unlink, const char *);
    int done = real(path);
    const char *known = log_file < 0 ? NULL : inside(path);
    if (known && !done) note('u', known, 0, 0, NULL);
    return done;
}
