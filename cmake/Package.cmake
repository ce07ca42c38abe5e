# SPDX-License-Identifier: Apache-2.0
#
# The floors as one library for other programs, and what is installed. Only what the public header
# marks is visible outside the shared library; library/libqagida.map gives each name its version.
#
# What is installed belongs to a component, and each component is a Debian package (debian/rules):
#
#     command       qagida, its manual, completions, policies and documents; what names no component
#     library       the shared library, for programs that run
#     development   the header, the static library, pkg-config, for programs that are built

set(floors qg_base qg_grammar qg_program qg_compiler qg_checker qg_report qg_library)

set(objects "")
foreach(floor IN LISTS floors)
  get_target_property(type ${floor} TYPE)
  if(type STREQUAL "STATIC_LIBRARY")
    list(APPEND objects "$<TARGET_OBJECTS:${floor}>")
  endif()
endforeach()

list(APPEND objects "$<TARGET_OBJECTS:qg_natives>")

# The number of the SONAME: it grows when a program built with an older header could break.
set(interface 0)

foreach(kind IN ITEMS SHARED STATIC)
  string(TOLOWER "qagida_${kind}" target)
  add_library(${target} ${kind} ${objects})
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME qagida VERSION ${PROJECT_VERSION} SOVERSION ${interface}
    LINKER_LANGUAGE C BUILD_RPATH "$ORIGIN/modules" INSTALL_RPATH "$ORIGIN/qagida")
  target_link_libraries(${target} PRIVATE PkgConfig::JANSSON PkgConfig::YAML Threads::Threads)
endforeach()

set(map "${PROJECT_SOURCE_DIR}/library/libqagida.map")
target_link_options(qagida_shared PRIVATE "LINKER:--version-script=${map}")
# Clang leaves the names of a sanitizer's runtime to the program that loads the library.
if(NOT (CMAKE_C_COMPILER_ID STREQUAL "Clang" AND CMAKE_C_FLAGS MATCHES "-fsanitize="))
  target_link_options(qagida_shared PRIVATE LINKER:-z,defs)
endif()
set_target_properties(qagida_shared PROPERTIES LINK_DEPENDS "${map}")

configure_file("${PROJECT_SOURCE_DIR}/cmake/qagida.pc.in" "${PROJECT_BINARY_DIR}/qagida.pc" @ONLY)

install(TARGETS qagida_shared
        LIBRARY COMPONENT library NAMELINK_COMPONENT development)
install(TARGETS qagida_static ARCHIVE COMPONENT development)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/qagida" TYPE INCLUDE COMPONENT development)
install(FILES "${PROJECT_BINARY_DIR}/qagida.pc"
        DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT development)

file(GLOB manuals CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/*.[1-8]")
foreach(manual IN LISTS manuals)
  string(REGEX MATCH "[1-8]$" section "${manual}")
  install(FILES "${manual}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man${section}")
endforeach()

# The documents keep their places to each other, so that their links hold.
install(FILES "${PROJECT_SOURCE_DIR}/README.md" TYPE DOC)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs" TYPE DOC
        REGEX "\\.[1-8]$" EXCLUDE)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/policies" "${PROJECT_SOURCE_DIR}/stdlib"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/qagida"
        PATTERN "guises" EXCLUDE) # which makes samples of samples, in this tree
