# Sourced by setup-toolchain.sh. Turns Debian's packages of Emscripten into a folder that runs from anywhere, on an
# older system too: every program gets the loader and the libraries that were unpacked beside it.

# Of the closure (which holds half an operating system) only what em++ starts or reads. clang-NN's own packages carry the
# version in their name, hence patterns.
is_needed_package() {
  case $1 in
    emscripten | binaryen | patchelf) return 0 ;;
    node-acorn | node-*-acorn | libjs-acorn) return 0 ;;                       # em++ reads its own JavaScript with it
    clang-[0-9]* | lld-[0-9]* | llvm-[0-9]* | llvm-[0-9]*-linker-tools) [[ $1 != *-runtime ]] ;;
    libllvm* | libclang-cpp* | libclang-common-*) return 0 ;;
    libc6 | libgcc-s1 | libstdc++6 | libatomic1) return 0 ;;
    libz3-4 | libxml2* | libicu* | liblzma5 | zlib1g | libzstd1 | libpfm4) return 0 ;;
    libedit2 | libtinfo6 | libncurses* | libbsd0 | libmd0 | libffi8) return 0 ;;
    *) return 1 ;;
  esac
}

# unpack_emscripten WORK ROOT: downloads and unpacks into ROOT.
unpack_emscripten() {
  local work=$1 root=$2 name package names=()
  # Simulated first and on its own: in a pipe or <(…) a failure would go unseen.
  package_closure emscripten patchelf >"$work/closure" || return 1
  while read -r name; do
    if is_needed_package "$name"; then names+=("$name"); fi
  done <"$work/closure"
  mkdir -p "$work/debs" "$root"
  (cd "$work/debs" && private_apt apt-get -qq download "${names[@]}") || return 1
  # Left out: documentation, and variants of the WebAssembly libraries that no preset links.
  for package in "$work"/debs/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$root" \
      --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale' \
      --exclude='./usr/share/emscripten/test*' --exclude='*/lib/wasm64-emscripten' \
      --exclude='*/wasm32-emscripten/pic' --exclude='*/wasm32-emscripten/*lto' \
      --exclude='*-mt*.a' --exclude='*-ww*.a' --exclude='*-asan*.a' --exclude='*-ubsan*.a' || return 1
    rm -f "$package" # the largest is 240 MB
  done
}

is_elf() { [ -f "$1" ] && [ ! -L "$1" ] && [ "$(head -c 4 "$1" | tr -d '\0')" = $'\x7fELF' ]; }

# relocate_programs ROOT: makes the unpacked programs use the unpacked loader and libraries.
relocate_programs() {
  local root=$1 libc libs loader llvm file
  libc=$(find "$root/usr/lib" "$root/lib" -name libc.so.6 2>/dev/null | head -n 1)
  [ -n "$libc" ] || { echo "no libc among the packages" >&2; return 1; }
  libs=$(dirname "$libc")
  loader=$(find "$libs" -maxdepth 1 -name 'ld-linux*.so*' | head -n 1)
  llvm=$(find "$root/usr/lib" -maxdepth 1 -name 'llvm-*' | sort -V | tail -n 1)
  [ -n "$loader" ] && [ -n "$llvm" ] || { echo "no loader or no LLVM among the packages" >&2; return 1; }
  patch_elf() { "$loader" --library-path "$libs" "$root/usr/bin/patchelf" "$@"; }

  # A library's own RUNPATH would win over the RPATH of the program that loads it.
  for file in "$libs"/*.so* "$llvm"/lib/*.so* "$root"/usr/lib/binaryen/*.so*; do
    is_elf "$file" && [ "$file" != "$loader" ] && [ "$file" != "$libs/libc.so.6" ] || continue
    [ -z "$(patch_elf --print-rpath "$file" 2>/dev/null)" ] || patch_elf --remove-rpath "$file" || return 1
  done
  for file in "$llvm"/bin/* "$root"/usr/bin/wasm-*; do
    is_elf "$file" || continue
    patch_elf --print-interpreter "$file" >/dev/null 2>&1 || continue
    patch_elf --set-interpreter "$loader" --force-rpath --set-rpath "$libs:$llvm/lib:$root/usr/lib/binaryen" \
      "$file" || return 1
  done
  LLVM_BIN=$llvm/bin
}

# write_commands ROOT BIN: Emscripten's configuration, and a command for each tool that builds call.
write_commands() {
  local root=$1 bin=$2 tool home=$1/usr/share/emscripten
  # Debian's em++ looks for acorn where Debian's node would; ours is the machine's own.
  ln -sfn nodejs "$root/usr/share/node_modules"
  printf "LLVM_ROOT = '%s'\nBINARYEN_ROOT = '%s'\nNODE_JS = '%s'\nCACHE = '%s'\n" \
    "$LLVM_BIN" "$root/usr" "$(command -v node)" "$home/cache" >"$home/.emscripten"
  mkdir -p "$bin"
  for tool in em++ emcc emar emranlib emcmake; do
    [ -f "$home/$tool.py" ] || { echo "the package has no $tool" >&2; return 1; }
    printf '#!/bin/sh\nEM_CONFIG=%q exec %q -E %q "$@"\n' "$home/.emscripten" "$PYTHON" "$home/$tool.py" >"$bin/$tool"
    chmod +x "$bin/$tool"
  done
}

# prove_emscripten BIN WORK: one program that uses what ours does. Links the variants of the system libraries that
# Debian has not prebuilt, too, so that a first build does not wait for them.
prove_emscripten() {
  local bin=$1 work=$2 flags
  cat >"$work/probe.cpp" <<'CPP'
#include <emmintrin.h>
#include <emscripten/bind.h>
#include <new>
int probe(int n) {
  try {
    if (n < 0) throw std::bad_alloc();
    return _mm_cvtsi128_si32(_mm_set1_epi32(n)) + 1;
  } catch (const std::bad_alloc&) {
    return 7;
  }
}
EMSCRIPTEN_BINDINGS(probe) { emscripten::function("probe", &probe); }
CPP
  for flags in '-O3 -sMALLOC=emmalloc' '-O1 -g2 -sSAFE_HEAP=1 -sASSERTIONS=2 -sSTACK_OVERFLOW_CHECK=2'; do
    # Left unquoted on purpose: a list of flags.
    "$bin/em++" "$work/probe.cpp" $flags -std=c++20 -fno-rtti -DEMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0 -fwasm-exceptions \
      -msimd128 -msse4.2 -lembind -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web,worker,node -o "$work/probe.mjs" || return 1
    [ "$(cd "$work" && node --input-type=module \
      -e 'const m = await (await import("./probe.mjs")).default(); console.log(m.probe(1), m.probe(-1))')" = '2 7' ] || { echo "the probe built with $flags gives wrong answers" >&2; return 1; }
  done
}
