import { saidList } from '../../base/text.ts';
import { suidPrograms } from '../../facts/suid-programs.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { allowedSuidPrograms } from './params.ts';
import { isShipped } from './suid-baseline.ts';

/** Systems whose own set of such programs is known. */
const known = ['debian', 'ubuntu', 'rhel', 'centos', 'rocky', 'almalinux', 'fedora', 'amzn', 'ol', 'linuxmint', 'raspbian'];

/** No program gives its user another's rights unless the distribution or the company put it there. */
export const suidProgramsKnown = defineCheck({
  id: 'software/suid-programs',
  title: { ja: '管理者権限で動くプログラムが既知のものだけであること', en: 'Only known programs run with another’s rights' },
  reads: suidPrograms,
  params: { allowedSuidPrograms },
  freshness: 'slow',
  platforms: { linux: 'judged' },
  remedy: {
    linux: {
      ja: '「ls -l パス」と「dpkg -S パス」(RHEL系は「rpm -qf パス」)で由来を確かめ、不要なら「sudo chmod u-s,g-s パス」で外すか削除してください。業務に要るものなら、承認を得て「SUIDを認めるプログラム」に加えます。',
      en: 'Find out where it comes from with ls -l and dpkg -S (RHEL family: rpm -qf), then take the bit off with sudo chmod u-s,g-s or delete it. If the business needs it, have it approved and add it to the value.',
    },
  },
  caveat: {
    ja: '/usr/bin、/usr/sbin、/usr/local/bin、/usr/local/sbin、/tmpだけを、ファイルの場所と名前で照らします。中身を差し替えたもの、およびcapabilityを与えたプログラムは見つかりません。',
    en: 'Only /usr/bin, /usr/sbin, /usr/local/bin, /usr/local/sbin and /tmp are seen, by place and name. A file whose contents were exchanged, and programs with capabilities, are not found.',
  },
  judge({ body }, { allowedSuidPrograms: allowed }) {
    const strange = body.programs.filter(({ path }) => !isShipped(path) && !allowed.includes(path));
    const said = saidList(strange.map(({ path, user, asUser, group }) => `${path} (${asUser ? user : group})`));
    if (strange.length > 0 && !known.includes(body.system)) {
      return unknown(
        `このOS(${body.system || '?'})に備わるものか分からないプログラムがあります:${said.ja}`,
        `Programs that may or may not come with this system (${body.system || '?'}): ${said.en}`,
      );
    }
    if (strange.length > 0) {
      return fail(
        `OSに備わらないプログラムが、他の利用者の権限で動く設定になっています:${said.ja}`,
        `Programs that do not come with the system run with another's rights: ${said.en}`,
      );
    }
    if (body.programs.length === 0)
      return unknown('プログラムのフォルダを読めませんでした。', 'The folders of programs could not be read.');
    return pass(
      `他の利用者の権限で動くプログラム${body.programs.length}件は、すべて既知のものです。`,
      `All ${body.programs.length} programs that run with another's rights are known ones.`,
    );
  },
});
