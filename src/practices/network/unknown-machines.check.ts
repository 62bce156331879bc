import { saidList, words } from '../../base/text.ts';
import { unknownMachines } from '../../facts/unknown-machines.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { internalSegments, unknownDeviceGraceDays } from './params.ts';

const dayMs = 86_400_000;

/** «mac:3c:52:…» as people see it; what changes its address each time has a name at best. */
function nameOf(subject: string) {
  if (subject.startsWith('mac:')) return words(subject.slice(4), subject.slice(4));
  const name = subject.slice('random:'.length);
  return name === '' ? words('アドレスを変える機器', 'machines that change their address') : words(name, name);
}

const look = {
  ja: '「端末 > 不明な機器」で何の機器かを答えるか、台帳に登録してください。心当たりがなければ、ネットワークから切り離します。',
  en: 'Say what it is under Devices > Unknown devices, or register it. Take it off the network if nobody knows it.',
} as const;

/** What answers in the company's networks is known: it has an agent, stands in a register, or a person said what it is. */
export const unknownMachinesCheck = defineCheck({
  id: 'network/unknown-machines',
  title: { ja: '同じネットワークに未登録の機器がないこと', en: 'No unregistered machine in the same network' },
  reads: unknownMachines,
  params: { internalSegments, unknownDeviceGraceDays },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: { windows: look, macos: look, linux: look },
  caveat: {
    ja: 'この端末と直接やり取りした機器だけが見えます(IPv4)。端末のいない領域、静かな機器、名乗りを偽る機器は見えません。',
    en: 'Only machines that talked with this device are seen (IPv4): none in segments without a device, no silent one, none that lies.',
  },
  judge({ body }, { internalSegments: listed, unknownDeviceGraceDays: graceDays }, now) {
    if (listed.length === 0)
      return unknown('社内のネットワーク領域が未登録です。', 'No segment of the internal network has been listed yet.');
    const forbidden = saidList(body.networks.flatMap((network) => network.forbidden.map(nameOf)).map(({ ja }) => ja));
    if (body.networks.some((network) => network.forbidden.length > 0))
      return fail(
        `接続を認めないとした機器がつながっています:${forbidden.ja}`,
        `A machine that was forbidden is connected: ${forbidden.en}`,
      );
    const before = new Date(now.getTime() - graceDays * dayMs);
    const late = body.networks.flatMap((network) => network.waiting.filter(({ since }) => new Date(since) < before));
    if (late.length > 0) {
      const names = late.map(({ subject }) => nameOf(subject));
      return fail(
        `${graceDays}日を過ぎても何の機器か分からないものがあります:${saidList(names.map(({ ja }) => ja)).ja}`,
        `Not known after ${graceDays} days: ${saidList(names.map(({ en }) => en)).en}`,
      );
    }
    const full = body.networks.filter((network) => network.full === true).map(({ network }) => network);
    if (full.length > 0) {
      const said = saidList(full);
      return unknown(
        `報告された機器が多すぎ、新しい機器を記録できない領域があります。偽りの報告をしている端末がないか確かめてください:${said.ja}`,
        `So many machines were reported that a new one cannot be kept. See whether a device makes them up: ${said.en}`,
      );
    }
    if (body.silent.length > 0) {
      const said = saidList([...body.silent]);
      return unknown(`見えていない、または扱いの決まっていない領域があります:${said.ja}`, `Segments unseen or undecided: ${said.en}`);
    }
    const open = body.networks.reduce((sum, network) => sum + network.open, 0);
    if (open > 0)
      return pass(
        `未登録の機器が${open}件ありますが、対応の期限(${graceDays}日)の前です。`,
        `Unregistered machines: ${open}, still within ${graceDays} days.`,
      );
    if (body.networks.length === 0)
      return pass('この端末はいま社内のネットワーク領域の外にあります。', 'This device is outside the segments of the company now.');
    const seen = saidList(body.networks.map(({ network }) => network));
    return pass(`未登録の機器はありません(${seen.ja})。`, `No unregistered machine (${seen.en}).`);
  },
});
