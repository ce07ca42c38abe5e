// SPDX-License-Identifier: Apache-2.0
//
// The first baseline: what it costs to do nothing but build a jansson tree of every line of an
// export and drop it again.

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

// Returns the number of lines parsed, or -1 at the first that is not JSON.
static long parse_lines(FILE *file) {
    char *line = NULL;
    size_t room = 0;
    ssize_t len;
    long lines = 0;
    while (lines >= 0 && (len = getline(&line, &room, file)) > 0) {
        json_t *value = json_loadb(line, (size_t)len, 0, NULL);
        lines = value != NULL ? lines + 1 : -1;
        json_decref(value);
    }
    free(line);
    return lines;
}

int main(int argc, char **argv) {
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: qg_parse_jansson FILE\n");
        return 2;
    }
    long lines = parse_lines(file);
    fclose(file);
    printf("%ld\n", lines);
    return lines > 0 ? 0 : 2;
}
