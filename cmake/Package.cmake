# SPDX-License-Identifier: Apache-2.0
#
# The floors as one library for other programs: libqagida.so and libqagida.a, their header and their
# pkg-config file. Only what the public header marks is visible outside the shared one.

set(floors qg_base qg_grammar qg_program qg_compiler qg_checker qg_report qg_library)

set(objects "")
foreach(floor IN LISTS floors)
  get_target_property(type ${floor} TYPE)
  if(type STREQUAL "STATIC_LIBRARY")
    list(APPEND objects "$<TARGET_OBJECTS:${floor}>")
  endif()
endforeach()

list(APPEND objects "$<TARGET_OBJECTS:qg_natives>")

foreach(kind IN ITEMS SHARED STATIC)
  string(TOLOWER "qagida_${kind}" target)
  add_library(${target} ${kind} ${objects})
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME qagida VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}
    LINKER_LANGUAGE C BUILD_RPATH "$ORIGIN/modules" INSTALL_RPATH "$ORIGIN/qagida")
  target_link_libraries(${target} PRIVATE PkgConfig::JANSSON PkgConfig::YAML Threads::Threads)
endforeach()

configure_file("${PROJECT_SOURCE_DIR}/cmake/qagida.pc.in" "${PROJECT_BINARY_DIR}/qagida.pc" @ONLY)

install(TARGETS qagida_shared qagida_static)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/qagida" TYPE INCLUDE)
install(FILES "${PROJECT_BINARY_DIR}/qagida.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
install(FILES "${PROJECT_SOURCE_DIR}/docs/qagida.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${PROJECT_SOURCE_DIR}/docs/qagida-language.5" "${PROJECT_SOURCE_DIR}/docs/qagida.yaml.5"
        DESTINATION "${CMAKE_INSTALL_MANDIR}/man5")
