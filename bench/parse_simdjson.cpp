// SPDX-License-Identifier: Apache-2.0
//
// The second baseline: what it costs to do nothing but build a simdjson DOM of every line of an
// export. It is given its best case: one thread as the others, one parser whose memory is used
// again, chunks that fit the cache instead of the whole file, and padding after the chunk, so that
// no line is ever copied to be parsed.

#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include <simdjson.h>

namespace {

struct Reader {
    std::FILE *file;
    size_t room =
        size_t{1} << 20; // larger than any line of an export that is not one of the extremes
    std::unique_ptr<char[]> bytes{new char[room + simdjson::SIMDJSON_PADDING]()};
    size_t used = 0; // bytes of a line whose end was not in the chunk before

    // For a line that is larger than the chunk.
    void grow() {
        std::unique_ptr<char[]> larger{new char[2 * room + simdjson::SIMDJSON_PADDING]()};
        std::memcpy(larger.get(), bytes.get(), used);
        bytes = std::move(larger);
        room *= 2;
    }
};

// Parses the whole lines in the first `end` bytes, and moves what remains to the front.
// Returns the number of lines, or -1 at the first that is not JSON.
long parse_chunk(simdjson::dom::parser &parser, Reader &reader, size_t end) {
    long lines = 0;
    char *at = reader.bytes.get();
    char *const stop = at + end;
    while (char *newline = static_cast<char *>(std::memchr(at, '\n', size_t(stop - at)))) {
        simdjson::dom::element value;
        if (parser.parse(at, size_t(newline - at), false).get(value) != simdjson::SUCCESS) {
            return -1;
        }
        lines++;
        at = newline + 1;
    }
    reader.used = size_t(stop - at);
    std::memmove(reader.bytes.get(), at, reader.used);
    return lines;
}

long parse_file(std::FILE *file) {
    simdjson::dom::parser parser;
    Reader reader{file};
    long total = 0;
    for (;;) {
        if (reader.used == reader.room) {
            reader.grow();
        }
        char *end = reader.bytes.get() + reader.used;
        size_t got = std::fread(end, 1, reader.room - reader.used, file);
        if (got == 0) {
            return reader.used == 0 ? total : -1;
        }
        long lines = parse_chunk(parser, reader, reader.used + got);
        if (lines < 0) {
            return -1;
        }
        total += lines;
    }
}

} // namespace

int main(int argc, char **argv) {
    std::FILE *file = argc == 2 ? std::fopen(argv[1], "rb") : nullptr;
    if (file == nullptr) {
        std::fprintf(stderr, "usage: qg_parse_simdjson FILE\n");
        return 2;
    }
    std::setvbuf(file, nullptr, _IONBF, 0);
    long lines = parse_file(file);
    std::fclose(file);
    std::printf("%ld\n", lines);
    return lines > 0 ? 0 : 2;
}
