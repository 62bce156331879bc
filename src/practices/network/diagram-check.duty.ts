import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { diagramConfirmInterval } from './params.ts';

export const networkDiagramCheck = defineDuty({
  id: 'network/diagram-check',
  title: words('ネットワーク図の確認', 'Confirmation of the network diagram'),
  purpose: words(
    '事故のときに頼りになる図にしておきます。古い図は、ないより危険です。',
    'A diagram to rely on in an emergency; an old one is worse than none.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'every',
    count: diagramConfirmInterval,
    unit: 'month',
    on: { day: 20 },
    fiscalMonth: 3,
    also: [{ type: 'recorded', says: words('ネットワークの構成を変えたとき', 'The network was changed') }],
  },
  shift: 'next',
  steps: [
    words(
      '図を印刷して持ち、サーバ室と各階の機器、配線、ラベルを見て回ります。',
      'Walk round with a printed diagram and look at equipment, cables and labels.',
    ),
    words(
      'ルータとUTMの画面で、つながっている機器とアドレス範囲を図と比べます。',
      'Compare devices and address ranges on router and firewall with the diagram.',
    ),
    words(
      '境界のファイアウォールの規則を一つずつ読み、要らない許可を消します。',
      'Read the rules of the firewall one by one and remove permissions that are not needed.',
    ),
    words(
      '来客用の無線LANから社内のアドレスに届かないことを、実際に試します。',
      'Try from the guest wireless LAN that no internal address answers.',
    ),
    words(
      '図と構成ファイルの新しい版を台帳に添付し、「照合した日」を直して台帳を「確認済み」にします。',
      'Attach the new diagram and configurations, update the dates and confirm the register.',
    ),
  ],
  sheet: {
    checks: ['network/host-firewall', 'network/listening-ports'],
    registers: ['network/diagrams', 'network/connections', 'configuration/items'],
  },
  record: [
    {
      id: 'version',
      title: words('確認した図の版', 'Edition of the diagram'),
      type: 'text',
      required: true,
      hint: words('例: 第7版', 'For example: seventh'),
    },
    {
      id: 'differences',
      title: words('図との違い', 'Differences'),
      type: 'longText',
      required: true,
      hint: words('例: 2階のスイッチが増設されていた。なければ「なし」。', 'For example: a switch was added; “none” where there is none.'),
    },
    {
      id: 'rules',
      title: words('消した許可', 'Permissions removed'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    {
      id: 'guest',
      title: words('来客用からの到達', 'From the guest network'),
      type: 'choice',
      required: true,
      options: {
        refused: words('届かない', 'Nothing answered'),
        reached: words('届いた', 'Something answered'),
        none: words('来客用はない', 'There is no guest network'),
      },
    },
  ],
  file: 'possible',
});
