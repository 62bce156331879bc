import { type Words, words } from '../base/text.ts';

/** What one ask may cost: the device, the wire, the database and the person who reads it. Shown on the page. */
export const liveLimits = {
  sqlCharsMax: 4_000,
  /** Every device of the largest company that one server is made for. */
  devicesMax: 10_000,
  /** Under way at once: of everybody, and of one person. More would keep agents from their regular questions. */
  asksMax: 10,
  asksOfOneMax: 3,
  /** Of one device. What is more is left off on the device already, so that no answer grows beyond what the wire takes. */
  rowsOfDeviceMax: 1_000,
  bytesOfDeviceMax: 256 * 1024,
  cellCharsMax: 4_096,
  columnsMax: 60,
  columnCharsMax: 100,
  /** Of all devices together; then the ask ends. A person reads a page of it, and the rest is a file. */
  rowsMax: 50_000,
  bytesMax: 32 * 1024 * 1024,
  /** An agent polls each minute. A notebook that is opened meanwhile answers too; what is asleep is called so at the end. */
  minutesMax: 10,
  /** Asked and nothing heard: the agent died of it, or the computer was shut down. It is not asked again. */
  answerMinutesMax: 3,
  /** Answers may hold names of people. They help to decide something this week; what was asked stays in the ledger. */
  keptDays: 7,
  /** Devices that poll each 5 s because somebody waits: 300 of them are 60 TLS handshakes a second, as many as 3,600 at rest. */
  quickDevicesMax: 300,
  quickSeconds: 120,
} as const;

/** What the query of a person may not name, and why. Lower case. */
interface Refusal {
  readonly because: Words;
  readonly names: readonly string[];
}

/**
 * Tables and functions that no query of a person may name. Our own questions read none of them. Refused is what makes the device
 * call out, what hands out files or secrets, and what shows what a person does rather than how a device is set.
 */
export const refusals: readonly Refusal[] = [
  {
    because: words('端末から外部へ通信するため', 'It makes the device call out'),
    names: [
      'curl',
      'curl_certificate',
      'prometheus_metrics',
      'azure_instance_metadata',
      'azure_instance_tags',
      'ec2_instance_metadata',
      'ec2_instance_tags',
      'ycloud_instance_metadata',
    ],
  },
  {
    because: words('ファイルの中身を取り出す、または検索するため', 'It takes files out, or searches in them'),
    names: ['carves', 'carve', 'yara', 'yara_file', 'yara_process', 'yara_events', 'augeas', 'mdfind', 'windows_search', 'load_extension'],
  },
  {
    because: words('パスワードや鍵などの秘密を含むため', 'It holds passwords, keys or other secrets'),
    names: [
      'shadow',
      'process_envs',
      'process_memory_map',
      'memory_map',
      'shared_memory',
      'default_environment',
      'docker_container_envs',
      'lxd_instance_config',
      'keychain_items',
      'keychain_acls',
      'kernel_keys',
      'nvram',
      'msr',
    ],
  },
  {
    because: words('利用者個人の操作や閲覧の履歴を示すため', 'It shows what a person did or looked at'),
    names: [
      'shell_history',
      'office_mru',
      'recent_files',
      'shellbags',
      'quicklook_cache',
      'dns_cache',
      'dns_lookup_events',
      'powershell_events',
      'user_interaction_events',
      'unified_log',
      'asl',
      'syslog_events',
      'wifi_survey',
    ],
  },
];

export const refusedNames: ReadonlyMap<string, Words> = new Map(
  refusals.flatMap(({ names, because }) => names.map((name) => [name, because] as const)),
);
