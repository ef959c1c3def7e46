#!/usr/bin/env bash
# Installs what the tests need and a machine may lack: PostgreSQL, Chromium,
# LibreOffice, its letters, unzip and pdftotext from Debian, and axe-core from npm into build/cache. Does nothing where all is there.
set -euo pipefail
cd "$(dirname "$0")/.."
axe_version=4.14.1

need=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || need+=(postgresql)
command -v chromium >/dev/null || need+=(chromium)
command -v soffice >/dev/null || need+=(libreoffice-writer-nogui)
[ -n "$(find /usr/share/fonts -name 'LiberationSerif-Regular.ttf' 2>/dev/null)" ] || need+=(fonts-liberation)
command -v unzip >/dev/null || need+=(unzip)
command -v pdftotext >/dev/null || need+=(poppler-utils)
[ -f build/cache/axe.min.js ] || command -v npm >/dev/null || need+=(npm)

if [ ${#need[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || { echo "missing: ${need[*]}; install them and run make test again" >&2; exit 1; }
  as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo)
  export DEBIAN_FRONTEND=noninteractive
  echo "installing ${need[*]}"
  for try in 1 2 3; do
    "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null && break
    [ "$try" = 3 ] && { echo "could not install ${need[*]}" >&2; exit 1; }
    sleep 5
  done
fi

if [ ! -f build/cache/axe.min.js ]; then
  echo "fetching axe-core $axe_version"
  mkdir -p build/cache
  work=$(mktemp -d)
  (cd "$work" && npm pack --silent "axe-core@$axe_version" >/dev/null && tar -xzf axe-core-*.tgz)
  mv "$work/package/axe.min.js" build/cache/axe.min.js
  rm -rf "$work"
fi
