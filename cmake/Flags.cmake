# SPDX-License-Identifier: Apache-2.0
#
# Compiler flags that hold for every file of the tree, whatever the preset.

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# The floors go into a shared library too: what its public header does not mark stays private.
set(CMAKE_C_VISIBILITY_PRESET hidden)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

# Strict C17 hides POSIX; this asks for it back, and for the BSD names (wait4, MAP_ANONYMOUS).
add_compile_definitions(_XOPEN_SOURCE=700 _DEFAULT_SOURCE)

# A release has the same bytes wherever the tree and its build folder lie. Builds for work keep the
# real paths, which debuggers, sanitizers and coverage look for.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_options("-ffile-prefix-map=${PROJECT_SOURCE_DIR}/="
                      "-ffile-prefix-map=${PROJECT_BINARY_DIR}/=build/")
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2
                    "$<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes;-Wmissing-prototypes>")
if(QG_WERROR)
  add_compile_options(-Werror)
endif()

# The tables of this program are full of pointers; packed, their relocations are a few kB instead of
# a quarter of a megabyte that every start has to read.
include(CheckLinkerFlag)
check_linker_flag(C "-Wl,-z,pack-relative-relocs" QG_PACKS_RELOCATIONS)
if(QG_PACKS_RELOCATIONS)
  add_link_options("-Wl,-z,pack-relative-relocs")
endif()
