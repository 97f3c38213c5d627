import { scriptWords } from './messages.en.ts'
import { bashText } from './quoting.ts'

const say = (word: keyof typeof scriptWords): string => bashText(scriptWords[word])

/** `lib/changes.sh`: the same for every plan. */
export const bashLibrary = String.raw`# Reads, compares, sends and waits for one change after the other. Sourced by deploy.sh, which holds the changes.

pause=$(printenv RINGFENCE_PAUSE || printf 5)   # seconds between two looks
most=720   # looks at one change: an hour
phase= dry= did=, secrets=
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# tell FORMAT VALUES...: one line for people.
tell() {
  local format=$1
  shift
  printf "$format\n" "$@"
}

# give_up FORMAT VALUES...: ends with what happened, what did not, and what to do next.
give_up() {
  tell "$@" >&2
  exit 3
}

# stop FORMAT VALUES...: the same for a change; a dry run only says so.
stop() {
  [ -n "$dry" ] || give_up "$@"
  printf '%s' ${say('wouldStop')}
  tell "$@"
}

arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      prepare | lockdown) phase=$1 ;;
      --dry-run) dry=yes ;;
      --did)
        shift
        [ $# -gt 0 ] || break
        did=,$1,
        ;;
      *) phase=; break ;;
    esac
    shift
  done
  [ -n "$phase" ] || give_up ${say('usage')}
  if [ -n "$dry" ]; then tell ${say('rehearses')} "$phase"; else tell ${say('begins')} "$phase"; fi
}

tools() {
  for tool in az jq; do
    command -v "$tool" >"$work/found" || give_up ${say('toolMissing')} "$tool"
  done
}

# account CLOUD SUBSCRIPTION
account() {
  local cloud
  cloud=$(az account show --subscription "$2" --query environmentName --output tsv 2>"$work/error" | tr -d '\r') || give_up ${say('notSignedIn')} "$2"
  [ "$cloud" = "$1" ] || give_up ${say('otherCloud')} "$cloud" "$1"
}

# ask --raw-output|--ascii-output QUESTION: lib/changes.jq about the resource as it was just read.
ask() {
  jq "$1" --null-input --arg ask "$2" --arg number "$number" \
    --slurpfile expected expected.json --slurpfile fresh "$work/fresh.json" --slurpfile body "$file" --from-file lib/changes.jq | tr -d '\r'
}

# What Azure says when the same request may be sent again a little later.
passes() {
  grep -Eqi 'Too Many Requests|Request Timeout|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Connection (aborted|refused|reset)|timed out|OperationInProgress|RetryableError|ResourceNotProvisioned|ParentResourceNotFound|PrincipalNotFound' "$work/error"
}

# Reads the resource; null where it is not there. A 404 of its group or subscription says nothing of it.
look() {
  if az rest --method get --url "$url?api-version=$version" --output-file "$work/fresh.json" --output none 2>"$work/error"; then return 0; fi
  if grep -Eqi 'Not Found' "$work/error" && ! grep -Eqi 'SubscriptionNotFound|ResourceGroupNotFound' "$work/error"; then
    printf 'null' >"$work/fresh.json"
    return 0
  fi
  return 1
}

# secret VARIABLE DESCRIPTION: a value that the next change needs, from the environment or from the keyboard; no file holds it.
secret() {
  secrets="$secrets $1"
  [ -n "$dry" ] || [ -n "$(printenv "$1")" ] || [ ! -t 0 ] || IFS= read -rsp "$2 " "$1"
  export "$1"
}

# written METHOD --body BODY
written() {
  az rest --method "$1" --url "$url?api-version=$version" --headers "@$work/headers.json" --output none "$2" "$3"
}

# Sends the change. Its body is made from the resource as it was just read; one with a secret in it goes through a pipe, not through a file.
send() {
  local variable
  for variable in $secrets; do
    [ -n "$(printenv "$variable")" ] || give_up ${say('secretMissing')} "$number" "$name" "$variable"
  done
  ask --ascii-output headers >"$work/headers.json"
  case $verb in
    delete) az rest --method delete --url "$url?api-version=$version" --output none ;;
    action) az rest --method post --url "$url/$action?api-version=$version" --output none ;;
    *) if [ -n "$secrets" ]; then ask --ascii-output body | written "$method" --body @-; else ask --ascii-output body >"$work/body.json" && written "$method" --body "@$work/body.json"; fi ;;
  esac 2>"$work/error"
}

# What a dry run shows instead.
show() {
  tell ${say('wouldSend')} "$number" "$name" "$method $url"
  case $verb in create | patch | put) ask --ascii-output body ;; esac
}

said_by_azure() {
  tr '\n' ' ' <"$work/error" | cut -c 1-600
}

# change create|patch|put|delete|action NUMBER NAME URL VERSION FILE [ACTION]: until the resource is as wanted.
change() {
  verb=$1 number=$2 name=$3 url=$4 version=$5 file=$6
  case $verb in create) method=put ;; action) method=post action=$7 ;; *) method=$verb ;; esac
  local sent= again=0 turn stand
  for ((turn = 0; turn < most; turn++)); do
    [ "$turn" = 0 ] || sleep "$pause"
    if ! look; then
      passes && [ "$((again += 1))" -lt 12 ] && continue
      stop ${say('unread')} "$number" "$name" "$(said_by_azure)"
      break
    fi
    stand=$(ask --raw-output stand)
    case $stand in
      done)
        if [ -n "$sent" ]; then tell ${say('done')} "$number" "$name"; else tell ${say('asWanted')} "$number" "$name"; fi
        break
        ;;
      busy) continue ;;
      write | failed)
        if [ -n "$dry" ]; then show; break; fi
        if [ "$stand" = failed ] && [ "$((again += 1))" -gt 2 ]; then stop ${say('failed')} "$number" "$name"; fi
        if [ "$stand" = write ] && [ -n "$sent" ]; then continue; fi
        if send; then
          sent=yes
          tell ${say('sent')} "$number" "$name" "$method"
        else
          passes && [ "$((again += 1))" -lt 12 ] || stop ${say('refused')} "$number" "$name" "$(said_by_azure)"
        fi
        ;;
      stuck) stop ${say('stuck')} "$number" "$name"; break ;;
      *)
        [ -z "$sent" ] || continue
        stop ${say('differs')} "$number" "$name" "$(printf '%s' "$stand" | cut -d ' ' -f 2-)"
        break
        ;;
    esac
  done
  secrets=
  [ "$turn" -lt "$most" ] || give_up ${say('waitedEnough')} "$number" "$name"
}

# require own|other NUMBER NAME URL VERSION FILE: what has to be there already, made by this script or by another team's.
require() {
  local whose=$1
  number=$2 name=$3 url=$4 version=$5 file=$6
  case $did in *,"$number",*) tell ${say('takenForDone')} "$number" "$name"; return ;; esac
  if ! look; then
    if [ "$whose" = own ]; then stop ${say('unread')} "$number" "$name" "$(said_by_azure)"; else stop ${say('unreadElsewhere')} "$number" "$name" "$(said_by_azure)" "$number"; fi
    return
  fi
  if [ "$(ask --raw-output stand)" != done ]; then
    if [ "$whose" = own ]; then stop ${say('notPrepared')} "$number" "$name"; else stop ${say('notPreparedElsewhere')} "$number" "$name"; fi
  elif [ "$phase" = lockdown ] && [ "$(ask --raw-output ready)" != true ]; then
    stop ${say('notReady')} "$number" "$name"
  fi
}

# task NUMBER TEXT: what people do.
task() {
  case $did in *,"$1",*) return ;; esac
  tell ${say('task')} "$1" "$2"
  stop ${say('taskOpen')} "$1"
}

ends() {
  if [ -n "$dry" ]; then tell ${say('endsRehearsed')}; else tell ${say('ends')} "$phase"; fi
}
`
