/**
 * Makes src/review/dictionaries/v1.json: words, shapes and a sample that review links refer to. A version that a released program has
 * written links with is frozen; this script then makes the next one. Until then a public word that came since is appended to `words` by hand, so that links made
 * meanwhile keep opening. `--check` compares instead of writing.
 */
import { runnerImport } from 'vite'
import { isMain, root, writeOrCheck } from './files.mjs'

const PATH = 'src/review/dictionaries/v1.json'

/** Words that name nobody: four to seven letters, none inside another. */
const PSEUDONYMS = `acorn agate alder almond amber anchor apple apricot april arrow aspen aster autumn badger bamboo banjo barley basalt basil bassoon beacon beaver beech
berry birch bison bobbin bonsai breeze brook bronze bubble bugle butter button cactus camel candle canyon caper carbon carob carrot cashew castle cedar celery cello
cherry chess chestnut cider cinder citrus clover cobalt coconut comet copper coral cotton cousin crater cricket crocus crystal cuckoo curlew cypress daisy dancer dapple
daybreak dingo dolphin donkey drum dune eagle easel echo elder elm ember emerald falcon fennel fern fiddle fiesta finch fjord flax flint flute forest fossil fox
garlic garnet gecko geyser ginger glacier gorse granite grape guitar gull harbor harp hazel heather hedge heron hickory holly honey hornet iguana indigo iris iron
island ivory ivy jackal jade jaguar jasmine jasper jigsaw jungle juniper kayak kelp kernel kettle kiwi koala lagoon lantern larch lark lavender lemon lentil lichen lilac
lily linden lizard llama lobster lotus lynx magnet magpie mango maple marble marigold marlin meadow melon mercury mint mitten monsoon moose mulberry mustard myrtle
nectar nettle nickel nutmeg oasis oat ocean ocelot olive onyx opal orchid oregano osprey otter oyster paddle papaya parsley peach peanut pebble pelican pepper petal
pewter phoenix piano pigeon pine plover plum poplar poppy prairie puffin pumice quail quartz quince rabbit raven reed robin rocket rosemary ruby saffron sage salmon
sandal sapphire satin seagull sesame shale sienna silver slate sorrel sparrow spruce squid starling stork sunset swallow swift tango teal thistle thyme tiger topaz
toucan trumpet tulip tundra turnip turtle umber velvet violet violin walnut walrus weasel willow wombat yarrow zebra zephyr zinc`.split(/\s+/)

/** Letters before a masked name, by what it stands behind in an id; '' is any other. */
const FORMS = {
  '': '', '/resourcegroups/': 'rg-', '/providers/microsoft.machinelearningservices/workspaces/': 'mlw-', '/providers/microsoft.storage/storageaccounts/': 'st',
  '/providers/microsoft.keyvault/vaults/': 'kv-', '/providers/microsoft.containerregistry/registries/': 'cr', '/providers/microsoft.insights/components/': 'appi-',
  '/providers/microsoft.operationalinsights/workspaces/': 'log-', '/providers/microsoft.insights/privatelinkscopes/': 'ampls-', '/providers/microsoft.network/virtualnetworks/': 'vnet-',
  '/subnets/': 'snet-', '/computes/': 'ci-', '/datastores/': 'ds', '/datastores/-': 'ds-', '/virtualnetworkpeerings/': 'peer-', '/providers/microsoft.network/networksecuritygroups/': 'nsg-',
  '/securityrules/': 'rule-', '/providers/microsoft.network/routetables/': 'rt-', '/routes/': 'route-', '/providers/microsoft.network/natgateways/': 'ng-',
  '/providers/microsoft.network/publicipaddresses/': 'pip-', '/providers/microsoft.network/azurefirewalls/': 'afw-', '/providers/microsoft.network/privateendpoints/': 'pep-',
  '/providers/microsoft.network/networkinterfaces/': 'nic-', '/providers/microsoft.compute/virtualmachines/': 'vm-', '/providers/microsoft.network/bastionhosts/': 'bas-',
  '/providers/microsoft.network/virtualnetworkgateways/': 'vgw-', '/providers/microsoft.network/connections/': 'con-', '/providers/microsoft.network/localnetworkgateways/': 'lgw-',
  '/virtualnetworklinks/': 'lnk-', '/privateendpointconnections/': 'pec-', '/providers/microsoft.network/privatednszones/': 'zone-',
}

/** No word lies inside another one, so that a text says which it holds. */
const apart = (words) => [...new Set(words)].filter((word) => words.every((other) => other === word || !other.includes(word) || other === word))

if (isMain(import.meta.url)) {
  process.chdir(root)
  const load = async (path) => (await runnerImport(path, { root, configFile: false, logLevel: 'error' })).module
  const { dictionaryText } = await load('./src/review/fixtures/knowledge.ts')
  writeOrCheck(new Map([[PATH, dictionaryText({ version: 1, pseudonyms: apart(PSEUDONYMS), forms: FORMS })]]))
}
