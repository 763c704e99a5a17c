# pscope_embed(target function file...) : compiles text files into `target`, as
#   std::span<const pscope::EmbeddedFile> pscope::function();
# so that no program has to find its built-in documents at run time. Names are the files' names without folder.
function(pscope_embed target function)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
  set(files)
  foreach(file IN LISTS ARGN)
    get_filename_component(path ${file} ABSOLUTE BASE_DIR ${PROJECT_SOURCE_DIR})
    list(APPEND files ${path})
  endforeach()
  add_custom_command(
    OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DFUNCTION=${function} -DOUTPUT=${generated} "-DFILES=${files}"
            -P ${PROJECT_SOURCE_DIR}/packaging/cmake/embed_files.cmake
    DEPENDS ${files} ${PROJECT_SOURCE_DIR}/packaging/cmake/embed_files.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${generated})
  set_source_files_properties(${generated} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
