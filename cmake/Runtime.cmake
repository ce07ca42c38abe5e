# SPDX-License-Identifier: Apache-2.0
#
# What `qagida build` makes checkers of (library/forge.h): the headers that a policy's C includes,
# an archive of everything in the command but its policy, and what else the linker has to be told.
# It lies beside the modules, in the build folder as where it is installed.

set(runtime "${PROJECT_BINARY_DIR}/modules/runtime")

set(objects "")
foreach(floor IN LISTS floors ITEMS qg_import qg_cli)
  list(APPEND objects "$<TARGET_OBJECTS:${floor}>")
endforeach()
add_library(qagida_checker STATIC ${objects} "${PROJECT_SOURCE_DIR}/natives/checker.c")
set_target_properties(qagida_checker PROPERTIES
  OUTPUT_NAME qagida-checker ARCHIVE_OUTPUT_DIRECTORY "${runtime}")
target_link_libraries(qagida_checker PRIVATE qg_cli)

file(GLOB headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
     base/*.h program/*.h program/*.def checker/*.h checker/*.def library/natives.h
     library/compiled.h include/qagida/*.h)
set(copies "")
foreach(header IN LISTS headers)
  cmake_path(GET header FILENAME name)
  set(copy "${runtime}/include/${name}")
  if(header MATCHES "^include/")
    set(copy "${runtime}/${header}")
  endif()
  add_custom_command(OUTPUT "${copy}"
                     COMMAND "${CMAKE_COMMAND}" -E copy "${PROJECT_SOURCE_DIR}/${header}" "${copy}"
                     DEPENDS "${PROJECT_SOURCE_DIR}/${header}" VERBATIM)
  list(APPEND copies "${copy}")
endforeach()
add_custom_target(runtime ALL DEPENDS ${copies} qagida_checker)

# An archive under a sanitizer has to be linked with it.
string(REGEX MATCHALL "-fsanitize=[^ ]*|--coverage" instruments "${CMAKE_C_FLAGS}")
list(REMOVE_ITEM instruments "-fsanitize=fuzzer-no-link")
set(flags ${instruments} ${JANSSON_LDFLAGS} ${YAML_LDFLAGS} ${MINIZIP_LDFLAGS} ${EXPAT_LDFLAGS}
    -lcsv -pthread)
list(JOIN flags " " flags)
file(CONFIGURE OUTPUT "${runtime}/flags" CONTENT "${flags}\n" @ONLY)

set(folder "${CMAKE_INSTALL_LIBDIR}/qagida/runtime")
install(TARGETS qagida_checker ARCHIVE DESTINATION "${folder}" COMPONENT development)
install(DIRECTORY "${runtime}/include" DESTINATION "${folder}" COMPONENT development)
install(FILES "${runtime}/flags" DESTINATION "${folder}" COMPONENT development)
