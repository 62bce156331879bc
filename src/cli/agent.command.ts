import { agentsAnswer, devicesAnswer, doneAnswer } from './answers.ts';
import { type Command, exitCodes, Stop } from './command.ts';
import { force, writeOut } from './files.ts';
import { table } from './layout.ts';
import { localTime, platformName, verdicts } from './verdicts.ts';

const platforms = ['windows', 'macos', 'linux'];
const pageRows = 200;

/** What an administrator rolls out beside the official osquery package. */
export const agentBundle: Command = {
  path: ['agent', 'bundle'],
  says: { ja: 'エージェント(osquery)の配布一式を作る', en: 'make what is rolled out with the official osquery package' },
  words: [],
  options: {
    platform: { value: platforms.join('|'), required: true, says: { ja: '端末の種類', en: 'kind of device' } },
    out: { value: 'FILE.zip', required: true, says: { ja: '書き出すファイル', en: 'file to write' } },
    force,
  },
  examples: [{ line: 'tejun agent bundle --platform windows --out tejun-windows.zip', says: { ja: 'Windows 用', en: 'for Windows' } }],
  run: async (cli, given) => {
    const platform = given.options.platform!.toLowerCase();
    if (!platforms.includes(platform)) {
      throw new Stop(
        exitCodes.usage,
        { ja: `--platform ${given.options.platform} は使えません。`, en: `--platform ${given.options.platform} cannot be used.` },
        { ja: `${platforms.join('、')} から選んでください。`, en: `Choose one of ${platforms.join(', ')}.` },
      );
    }
    const { file, bytes } = await writeOut(given, (path) =>
      cli.server().download({ method: 'GET', path: `/api/agents/bundle/${platform}`, file: path, mode: 0o600 }),
    );
    cli.out(
      cli.say({
        ja: `${file} を作りました(${bytes} バイト)。\n  端末を登録するための秘密が入っています。配布が済んだら消してください。\n  公式の osquery を入れてから、中の導入スクリプトを管理者として実行します。`,
        en: `${file} is written (${bytes} bytes).\n  It holds the enrolment secret: delete it when the roll-out is done.\n  Install the official osquery, then run the install script inside as administrator.`,
      }),
    );
    return exitCodes.ok;
  },
};

export const agentList: Command = {
  path: ['agent', 'list'],
  says: { ja: '登録されている端末を一覧する', en: 'list the enrolled devices' },
  words: [],
  options: { json: { says: { ja: 'JSON で出力する', en: 'print JSON' } } },
  examples: [{ line: 'tejun agent list', says: { ja: '全端末', en: 'all devices' } }],
  run: async (cli, { switches }) => {
    const server = cli.server();
    const found = new Map<string, (typeof devicesAnswer)['_output']['devices'][number]>();
    // Pages move while devices enrol: each device is kept once, and the end is an empty page.
    for (let offset = 0; ; offset += pageRows) {
      const page = await server.get(`/api/devices?sort=name&order=asc&limit=${pageRows}&offset=${offset}`, devicesAnswer);
      for (const device of page.devices) found.set(device.id, device);
      if (page.devices.length < pageRows) break;
    }
    const devices = [...found.values()];
    if (switches.has('json')) cli.out(JSON.stringify(devices, null, 2));
    else if (devices.length === 0) {
      cli.out(
        cli.say({
          ja: '端末はまだ登録されていません。tejun agent bundle で配布一式を作れます。',
          en: 'No device is enrolled yet. tejun agent bundle makes what is rolled out.',
        }),
      );
    } else {
      const rows = devices.map((device) => [
        device.name,
        platformName(device.platform),
        device.os,
        ...(['fail', 'unknown', 'pass'] as const).map((verdict) => `${verdicts[verdict].mark} ${device.counts[verdict]}`),
        localTime(device.lastSeenAt),
        [
          device.silent ? cli.say({ ja: '応答なし', en: 'silent' }) : '',
          device.conflict ? cli.say({ ja: '重複の確認待ち', en: 'look at it' }) : '',
        ]
          .filter(Boolean)
          .join(' '),
      ]);
      cli.out(
        table([
          [
            cli.say({ ja: '端末', en: 'DEVICE' }),
            cli.say({ ja: '種類', en: 'KIND' }),
            'OS',
            '×',
            '？',
            '○',
            cli.say({ ja: '最後の連絡', en: 'LAST SEEN' }),
            '',
          ],
          ...rows,
        ]),
      );
    }
    return exitCodes.ok;
  },
};

export const agentSecretRotate: Command = {
  path: ['agent', 'secret', 'rotate'],
  says: { ja: '端末を登録するための秘密を替える', en: 'replace the enrolment secret' },
  words: [],
  options: {},
  more: {
    ja: '登録済みの端末はそのまま動きます。前の秘密は7日間使えるので、配布の途中でも止まりません。秘密そのものは表示しません。',
    en: 'Enrolled devices go on as they are. The old secret stays good for 7 days, so a roll-out under way does not fail. The secret itself is never shown.',
  },
  examples: [{ line: 'tejun agent secret rotate', says: { ja: '配布一式が外に漏れたとき', en: 'after a bundle got into wrong hands' } }],
  run: async (cli) => {
    const server = cli.server();
    await server.send('POST', '/api/agents/rotate-secret', {}, doneAnswer);
    const { secret } = await server.get('/api/agents', agentsAnswer);
    const until = secret.previousValidUntil === null ? null : localTime(secret.previousValidUntil);
    cli.out(
      cli.say({
        ja: `登録用の秘密を替えました。${until === null ? '' : `前の秘密は ${until} まで使えます。`}\n  配布一式を作り直してください: tejun agent bundle`,
        en: `The enrolment secret is replaced.${until === null ? '' : ` The old one is good until ${until}.`}\n  Make the bundles again: tejun agent bundle`,
      }),
    );
    return exitCodes.ok;
  },
};
