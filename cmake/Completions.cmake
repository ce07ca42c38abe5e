# SPDX-License-Identifier: Apache-2.0
#
# The completions of bash, zsh and fish: printed by the command that they complete, and installed
# where these shells look for those of programs. zsh has a folder for what Debian's packages bring.

set(completions "${PROJECT_BINARY_DIR}/completions")
file(MAKE_DIRECTORY "${completions}")

set(completion_bash "${CMAKE_INSTALL_DATADIR}/bash-completion/completions/qagida")
set(completion_fish "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d/qagida.fish")
if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
  set(completion_zsh "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions/_qagida")
else()
  set(completion_zsh "${CMAKE_INSTALL_DATADIR}/zsh/site-functions/_qagida")
endif()

set(scripts "")
foreach(shell IN ITEMS bash zsh fish)
  cmake_path(GET completion_${shell} FILENAME name)
  cmake_path(GET completion_${shell} PARENT_PATH folder)
  add_custom_command(OUTPUT "${completions}/${name}"
                     COMMAND qagida completion ${shell} > "${completions}/${name}"
                     DEPENDS qagida VERBATIM)
  install(FILES "${completions}/${name}" DESTINATION "${folder}")
  list(APPEND scripts "${completions}/${name}")
endforeach()
add_custom_target(completions ALL DEPENDS ${scripts})
