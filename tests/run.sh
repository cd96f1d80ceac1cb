# Read by ../run for `./run test`. Uses root, artifacts, test_projects, quiet, say and fail from there.

# Debian's names for what the tests use where it is installed: a database server, a browser, two Mastodon clients, a cache.
tool_packages=(postgresql chromium toot python3-mastodon nginx-light)

has() {
  case $1 in
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null ;;
    chromium) [ -x /usr/bin/chromium ] ;;
    nginx-light) [ -x /usr/sbin/nginx ] ;;
    toot) command -v toot >/dev/null ;;
    python3-mastodon) /usr/bin/python3 -c 'import mastodon' 2>/dev/null ;;
    npm) command -v npm >/dev/null ;;
    npm-clients) [ -f "$clients/node_modules/.package-lock.json" ] && [ ! "$clients/package-lock.json" -nt "$clients/node_modules/.package-lock.json" ] ;;
  esac
}

skips_without() {
  case $1 in
    postgresql) echo 'the half of the suite that runs on PostgreSQL' ;;
    chromium) echo 'pages in a real browser' ;;
    nginx-light) echo 'every page through a real cache' ;;
    toot | python3-mastodon) echo "the Mastodon client $1" ;;
    npm-clients) echo 'masto.js and the accessibility checks (they need npm)' ;;
  esac
}

# Installs what may be installed (Debian packages as root, npm packages beside the tests) and says what will be skipped. Never fails.
install_tools() {
  local clients=$root/tests/clients missing=() tool log=$artifacts/tools.log
  mkdir -p "$artifacts"; : >"$log"
  for tool in "${tool_packages[@]}"; do has "$tool" || missing+=("$tool"); done
  if [ "$install" = yes ]; then
    if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      say "Installing ${missing[*]} for the tests …"
      { apt-get update -q && DEBIAN_FRONTEND=noninteractive timeout 240 apt-get install -qy --no-install-recommends "${missing[@]}"; } >>"$log" 2>&1 </dev/null \
        || say "That did not work; artifacts/tools.log says why."
    fi
    if has npm && ! has npm-clients; then
      say "Installing the JavaScript clients for the tests …"
      (cd "$clients" && timeout 240 npm ci --no-audit --no-fund --ignore-scripts) >>"$log" 2>&1 </dev/null \
        || { rm -rf "$clients/node_modules"; say "That did not work; artifacts/tools.log says why."; }
    fi
  fi
  for tool in "${tool_packages[@]}" npm-clients; do has "$tool" || say "Not here: $tool. Skipped: $(skips_without "$tool")."; done
}

# run_project PROJECT [option…]: runs one test assembly, adds its counts to $passed, $failed and $skipped, and sets $broken where the assembly
# itself did not end well. Only failures are shown in full; skipped tests are summed up by reason.
run_project() {
  local project=$1; shift
  local name=${project##*/}
  local report=$artifacts/tests/$name.xml code=0 started=$SECONDS counts
  rm -f "$report"
  say "$name …"
  dotnet exec "$root/$project/bin/Release/net10.0/$name.dll" --results-directory "$artifacts/tests" --report-xunit-xml \
    --report-xunit-xml-filename "$name.xml" --show-test-results failed --progress off --timeout 9m "$@" >"$artifacts/tests/$name.log" 2>&1 || code=$?
  counts=$(grep -o '<assembly [^>]*>' "$report" 2>/dev/null | head -n 1) || true
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counts"; }
  local p f s; p=$(count passed) f=$(count failed) s=$(count skipped)
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
  if [ "$code" != 0 ]; then cat "$artifacts/tests/$name.log"; fi
  say "$name: ${p:-0} passed, ${f:-0} failed, ${s:-0} skipped in $((SECONDS - started)) s"
  { grep -oP '<reason>.*?</reason>' "$report" 2>/dev/null || true; } \
    | sed 's/<reason>\(<!\[CDATA\[\)\{0,1\}//; s/\(\]\]>\)\{0,1\}<\/reason>//' | sort | uniq -c | sort -rn \
    | while read -r times reason; do say "  skipped $times: $reason"; done
  # 8: no test ran at all, which only a filter excuses; 2: a test failed, which is counted already.
  case $code in 0) ;; 2) [ "${f:-0}" != 0 ] || broken+=("$name") ;; 8) [ -n "$filter" ] || broken+=("$name") ;; *) broken+=("$name") ;; esac
  [ -n "$counts" ] || [ "$code" = 8 ] || broken+=("$name")
}

# Changes the counting code in every small way, one at a time, and sees that a test of the count notices each. Those tests run from a project of their own, so that a round
# takes a second; it is made anew each time, since it is nothing but a list of the same files.
run_mutation() {
  local project=$artifacts/mutation
  rm -rf "$project"; mkdir -p "$project"
  cat >"$project/Antiphon.Tally.Tests.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <IsTestProject>true</IsTestProject>
    <RootNamespace>Antiphon.Tests</RootNamespace>
    <GenerateDocumentationFile>false</GenerateDocumentationFile>
    <UseMicrosoftTestingPlatformRunner>true</UseMicrosoftTestingPlatformRunner>
    <TestingPlatformDotnetTestSupport>true</TestingPlatformDotnetTestSupport>
    <RestorePackagesWithLockFile>false</RestorePackagesWithLockFile>
  </PropertyGroup>
  <ItemGroup>
    <ProjectReference Include="$root/src/Tally/Antiphon.Tally.csproj" />
    <Compile Include="$root/tests/Antiphon.Tests/Tally/**/*.cs" />
    <PackageReference Include="CsCheck" />
    <PackageReference Include="xunit.v3" />
  </ItemGroup>
</Project>
PROJECT
  (cd "$project" && dotnet tool restore >/dev/null && nice dotnet stryker --config-file "$root/tests/stryker-config.json" "$@") \
    || fail "Some change to the counting code went unnoticed, or the run failed: see above."
}

run_tests() {
  local install=yes filter='' projects=("${test_projects[@]}") options=() log=$artifacts/build.log project
  while [ $# -gt 0 ]; do
    case $1 in
      --fast) projects=("${test_projects[0]}"); install=no ;;
      --no-install) install=no ;;
      --filter) [ $# -gt 1 ] || fail "--filter wants words: ./run test --filter boost" 2; filter=$2; options+=(--filter-method "*${2// /_}*"); shift ;;
      --mutation) shift; run_mutation "$@"; return ;;
      *) fail "./run test knows --fast, --filter WORDS, --mutation and --no-install, not '$1'." 2 ;;
    esac
    shift
  done

  mkdir -p "$artifacts/tests"
  [ "$install" = no ] || install_tools
  say "Building the tests …"
  for project in "${projects[@]}"; do
    (cd "$root" && dotnet build "$project" -c Release "${quiet[@]}") >"$log" 2>&1 || { cat "$log"; fail "$project does not build: the errors stand above."; }
  done

  local passed=0 failed=0 skipped=0 broken=()
  for project in "${projects[@]}"; do run_project "$project" ${options[@]+"${options[@]}"}; done
  if [ ${#broken[@]} -gt 0 ]; then say "Did not run to its end: ${broken[*]}."; fi
  if [ $((passed + failed + skipped)) = 0 ]; then say "No test ran."; broken+=(all); fi
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" = 0 ] && [ ${#broken[@]} = 0 ]
}
