/** `lib/changes.jq`: what both scripts ask of a resource that was just read, as apply asks it: comparing, completing, merging. */
export const jqProgram = String.raw`# Answers one question about a change and its resource as it was just read ($fresh; null where it is not there):
#   stand    done | write | busy | failed | stuck | otherwise, and what is otherwise
#   ready    whether a resource that is there is of use
#   body     what is sent
#   headers  what is sent with it

# jq 1.6 fails on some uses of first, any and all; lists do the same.

# ARM compares the names of properties without case; the spelling as read wins.
def spelled($name):
  if type == "object" and (has($name) | not)
  then [keys_unsorted[] | select(ascii_downcase == ($name | ascii_downcase))][0] // $name
  else $name end;

def part($name): if type == "object" then .[spelled($name)] else null end;

# Ids and words compare without case; a set of words has no order.
def words: ascii_downcase | split(",") | map(gsub("^\\s+|\\s+$"; "")) | sort;

def nothing: . == null or . == "" or . == [] or . == {};

# Where the resource does not say what $wanted says. $silent: what it does not say at all is no difference.
def unlike($wanted; $path; $silent):
  . as $now
  | if $silent and $now == null then empty
    elif ($wanted | nothing) and ($now | nothing) then empty
    elif ($wanted | type) == "object" then $wanted | to_entries[] | . as $entry | $now | part($entry.key) | unlike($entry.value; $path + [$entry.key]; $silent)
    elif ($wanted | type) == "array" and ($now | type) == "array" and ($wanted | length) == ($now | length)
      and [$wanted[] | . as $item | select([$now[] | select([unlike($item; []; false)] == [])] == [])] == [] then empty
    elif ($wanted | type) == "string" and ($now | type) == "string" and ($wanted | words) == ($now | words) then empty
    elif $wanted == $now then empty
    else ($path | join(".")) + " is " + ($now | tojson | .[:120]) end;

def says($wanted; $silent): if . == null or $wanted == null then . == $wanted else [unlike($wanted; []; $silent)] == [] end;

# Without the properties at the paths: "[]" is each item of a list, "*" each name.
def without($paths):
  if $paths == [] then .
  elif type == "array" then map(without([$paths[] | select(.[0] == "[]" or .[0] == "*") | .[1:]]))
  elif type == "object" then with_entries(
    (.key | ascii_downcase) as $name
    | [$paths[] | select(.[0] == $name or .[0] == "*") | .[1:]] as $inner
    | select([$inner[] | select(. == [])] == [])
    | .value |= without($inner))
  else . end;

# With a patch merged in: a list replaces a list, and an item that was there stays as it was read.
def merged($patch):
  reduce ($patch | to_entries[]) as $entry (.;
    spelled($entry.key) as $name
    | .[$name] as $was
    | .[$name] = (
        if ($entry.value | type) == "array" then
          [$entry.value[] | . as $item | if type == "object" then ([$was | arrays | .[] | select(says($item; false))][0] // $item) else $item end]
        elif ($entry.value | type) == "object" then ($was | if type == "object" then . else {} end | merged($entry.value))
        else $entry.value end));

$expected[0].changes[$number] as $change
| $expected[0].readOnly as $readOnly
| $fresh[0] as $now
| $body[0] as $file
| ($change.do == "create" or $change.do == "delete") as $silent

| def state: $now | part("properties") | part("provisioningState") // "" | tostring | ascii_downcase;
  def wanted:
    if $change.do == "create" then $file | del(.location)
    elif $change.do == "update" then $file
    elif $change.do == "action" then { registrationState: "Registered" }
    else null end;
  def whole: $now // {} | without([$readOnly[$change.type][] | ascii_downcase | gsub("\\[\\]"; ".[]") | split(".") | map(select(. != ""))]) | merged($file);
  # ARM replaces the objects inside properties whole, so those of a patch are completed from the resource as read.
  def completed:
    whole.properties as $all
    | $file | if (.properties | type) == "object" then .properties |= with_entries(if (.value | type) == "object" then .key as $key | .value = ($all | part($key)) else . end) else . end;

  if $ask == "stand" then
    if (["", "succeeded", "failed", "canceled", "cancelled"] | index(state)) == null then "busy"
    elif [wanted, ($change.later // [])[] | . as $one | $now | select(says($one; $silent))] != [] then
      if state != "failed" then "done"
      elif ($now.type | tostring | ascii_downcase) == "microsoft.network/privateendpoints" then "stuck"
      else "failed" end
    elif $change.before as $before | $now | says($before; false) then "write"
    elif $now == null then "otherwise it is not there"
    else "otherwise " + ([$now | unlike((if $change.do == "create" then wanted else $change.before end); []; $silent)] | join(", ")) end
  elif $ask == "ready" then
    ($now.type | tostring | ascii_downcase) as $type
    | if $type == "microsoft.network/privateendpoints" then
        [$now.properties.privateLinkServiceConnections[]?, $now.properties.manualPrivateLinkServiceConnections[]?]
        | map(select(.properties.privateLinkServiceConnectionState.status | tostring | ascii_downcase != "approved")) == []
      elif $type == "microsoft.network/privateendpoints/privatednszonegroups" then [$now.properties.privateDnsZoneConfigs[]? | select((.properties.recordSets // []) != [])] != []
      else true end
  elif $ask == "headers" then
    { "Content-Type": "application/json" }
    + if ($change.do == "create" or $change.by == "put") and ($now.etag? | type) == "string" then { "If-Match": $now.etag } else {} end
  elif $change.do == "create" then reduce ($change.secrets // [])[] as $secret ($file; setpath($secret.path | split("."); $ENV[$secret.variable]))
  elif $change.by == "patch" then completed
  else whole end
`
