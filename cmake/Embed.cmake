# SPDX-License-Identifier: Apache-2.0
#
# qg_embed(<out-variable> NAME <name> PATTERNS <glob>...)
#
# Turns every file that matches the globs (relative to the root of the tree) into an array of bytes
# in <name>.c, so that the command carries its policies, its style sheets and its scripts with it.
# <name>.h declares them as a table of struct qg_<name>. Names the generated source in the
# out-variable. EmbedScript.cmake does the writing when one of the files has changed.

function(qg_embed out)
  cmake_parse_arguments(EMBED "" "NAME" "PATTERNS" ${ARGN})
  list(TRANSFORM EMBED_PATTERNS PREPEND "${PROJECT_SOURCE_DIR}/")
  file(GLOB files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" ${EMBED_PATTERNS})
  list(SORT files)
  list(TRANSFORM files PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE inputs)

  # The list goes through a file of its own: it changes when a file is removed, which no timestamp
  # of the files that remain would tell.
  set(list_file "${CMAKE_CURRENT_BINARY_DIR}/${EMBED_NAME}.list")
  file(CONFIGURE OUTPUT "${list_file}" CONTENT "${files}\n" @ONLY)

  set(script "${PROJECT_SOURCE_DIR}/cmake/EmbedScript.cmake")
  add_custom_command(
    OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${EMBED_NAME}.c"
           "${CMAKE_CURRENT_BINARY_DIR}/${EMBED_NAME}.h"
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}" "-DLIST=${list_file}"
            "-DNAME=${EMBED_NAME}" "-DOUT=${CMAKE_CURRENT_BINARY_DIR}" -P "${script}"
    DEPENDS ${inputs} "${list_file}" "${script}"
    COMMENT "Embedding files: ${EMBED_NAME}.c"
    VERBATIM)
  set(${out} "${CMAKE_CURRENT_BINARY_DIR}/${EMBED_NAME}.c" PARENT_SCOPE)
endfunction()
