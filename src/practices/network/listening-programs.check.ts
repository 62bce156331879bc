import { saidList, words } from '../../base/text.ts';
import { listeningPorts } from '../../facts/listening-ports.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { allowedListeningPrograms } from './params.ts';

const nameless = words('プログラム不明', 'program not told');

/** An allowed port says nothing of who opened it: the program must be a known one as well. */
export const listeningProgramsCheck = defineCheck({
  id: 'network/listening-programs',
  title: { ja: '外からの接続を待つプログラム', en: 'Programs that listen to other machines' },
  reads: listeningPorts,
  params: { allowedListeningPrograms },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '該当のプログラムを「設定 > アプリ > インストールされているアプリ」から削除するか、サービスを「services.msc」で止めてください。業務に要るものなら、承認を得て「待受けを認めるプログラム」に加えます。',
      en: 'Uninstall the program under Settings > Apps > Installed apps or stop its service in services.msc. If the business needs it, have it approved and add it to the value.',
    },
    macos: {
      ja: '「システム設定 > 一般 > 共有」で使わない共有をオフにするか、該当のアプリを削除してください。業務に要るものなら、承認を得て「待受けを認めるプログラム」に加えます。',
      en: 'Turn off sharing that is not used under System Settings > General > Sharing, or remove the app. If the business needs it, have it approved and add it to the value.',
    },
    linux: {
      ja: '「sudo ss -tlnp」で確かめ、「sudo systemctl disable --now サービス名」で止めるか、127.0.0.1だけで待つ設定にしてください。業務に要るものなら、承認を得て「待受けを認めるプログラム」に加えます。',
      en: 'Look with sudo ss -tlnp, stop it with sudo systemctl disable --now <service> or bind it to 127.0.0.1. If the business needs it, have it approved and add it to the value.',
    },
  },
  caveat: {
    ja: 'TCPだけを見ます。プログラムはファイル名で照らすため、名前を変えたものは見つかりません。',
    en: 'Only TCP is seen. Programs are compared by file name: one under another name is not found.',
  },
  judge({ body }, { allowedListeningPrograms: allowed }) {
    const known = new Set(allowed.map((item) => item.trim().toLowerCase()));
    const isKnown = (program: string, port: number | null) =>
      known.has(program.toLowerCase()) || known.has(`${program.toLowerCase()}:${port ?? '?'}`);
    const strange = body.ports.filter(({ program, port }) => program !== '' && !isKnown(program, port));
    if (strange.length > 0) {
      const said = saidList(strange.map(({ program, port }) => `${program}:${port ?? '?'}`));
      return fail(`認めていないプログラムが待ち受けています:${said.ja}`, `Programs listen that are not allowed: ${said.en}`);
    }
    const unnamed = body.ports.filter(({ program }) => program === '');
    if (unnamed.length > 0) {
      const ja = saidList(unnamed.map(({ port }) => `${port ?? '?'} (${nameless.ja})`)).ja;
      const en = saidList(unnamed.map(({ port }) => `${port ?? '?'} (${nameless.en})`)).en;
      return unknown(`待ち受けるプログラムを読み取れません:${ja}`, `The program behind a port cannot be read: ${en}`);
    }
    if (body.ports.length === 0) return pass('外からの接続を待つプログラムはありません。', 'No program listens to other machines.');
    const said = saidList([...new Set(body.ports.map(({ program }) => program))]);
    return pass(`待受けは認めたプログラムだけです:${said.ja}`, `Only allowed programs listen: ${said.en}`);
  },
});
