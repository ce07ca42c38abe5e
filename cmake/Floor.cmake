# SPDX-License-Identifier: Apache-2.0
#
# qg_floor(<target> [GENERATED <file>...] [BELOW <target>...])
#
# Makes a static library of every .c file in the current folder. The folder is the whole of what
# the target adds to the include path; the floors named after BELOW hand down theirs. A folder that
# holds no source yet becomes an interface target, so that the floors above it still configure.

function(qg_floor target)
  cmake_parse_arguments(FLOOR "" "" "GENERATED;BELOW" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.c")
  list(APPEND sources ${FLOOR_GENERATED})
  if(sources)
    add_library(${target} STATIC ${sources})
    set(reach PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(reach INTERFACE)
  endif()
  target_include_directories(${target} ${reach} "${CMAKE_CURRENT_SOURCE_DIR}")
  target_link_libraries(${target} ${reach} ${FLOOR_BELOW})
endfunction()
