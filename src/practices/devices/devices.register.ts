import { searchForm, words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

const fold = (text: unknown): string => (typeof text === 'string' ? searchForm(text).trim() : '');

export const devicesRegister = defineRegister({
  id: 'devices/devices',
  code: 'R-DEV',
  title: words('端末台帳', 'Register of devices'),
  purpose: words(
    '業務に使うPC、携帯電話・スマートフォン、タブレットを、私有のものも含めてすべて載せます。持出し、紛失、廃棄のときの出発点になります。',
    'Every computer, phone and tablet used for work, private ones included. Take-out, loss and disposal start from here.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('端末名', 'Name'),
      type: 'text',
      required: true,
      maxChars: 80,
      hint: words(
        'PCはコンピュータ名(例: keiri-01)。携帯電話は見分けのつく呼び名(例: 社用スマホ03)。',
        'The computer name of a PC (keiri-01); for a phone a name that tells it apart (company phone 03).',
      ),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        notebook: words('ノートPC', 'Notebook'),
        desktop: words('デスクトップPC', 'Desktop PC'),
        phone: words('携帯電話・スマートフォン', 'Phone'),
        tablet: words('タブレット', 'Tablet'),
        server: words('サーバ', 'Server'),
        other: words('その他', 'Other'),
      },
    },
    {
      id: 'ownership',
      title: words('所有', 'Owned by'),
      type: 'choice',
      required: true,
      options: {
        company: words('会社', 'Company'),
        leased: words('リース・レンタル', 'Leased'),
        private: words('私有', 'Private'),
      },
    },
    {
      id: 'status',
      title: words('状態', 'State'),
      type: 'choice',
      required: true,
      options: {
        inUse: words('使用中', 'In use'),
        spare: words('予備・保管中', 'Spare'),
        repair: words('修理中', 'In repair'),
        lost: words('紛失・盗難', 'Lost or stolen'),
        waiting: words('返却・廃棄待ち', 'To be returned or discarded'),
      },
      hint: words(
        '返却や廃棄が済んだら、この列を変えずに行を終了します。',
        'Once it is returned or discarded, end the line instead of changing this.',
      ),
    },
    {
      id: 'holder',
      title: words('使用者', 'User'),
      type: 'person',
      hint: words('共用のときは空欄にして、置き場所に書きます。', 'Leave it empty for a shared device and say in “Place” where it stands.'),
    },
    {
      id: 'place',
      title: words('置き場所', 'Place'),
      type: 'text',
      hint: words('例: 本社2階 受付(共用)', 'For example: head office, reception desk (shared)'),
    },
    {
      id: 'device',
      title: words('点検中の端末', 'Measured device'),
      type: 'device',
      hint: words('エージェントを入れた端末のときに選びます。', 'Choose it if an agent runs on the device.'),
    },
    { id: 'assetNo', title: words('管理番号', 'Asset number'), type: 'text', maxChars: 40, hint: words('例: PC-2024-015', 'PC-2024-015') },
    {
      id: 'model',
      title: words('メーカー・機種', 'Make and model'),
      type: 'text',
      hint: words('例: 富士通 LIFEBOOK U9313', 'For example: Fujitsu LIFEBOOK U9313'),
    },
    {
      id: 'serial',
      title: words('製造番号', 'Serial number'),
      type: 'text',
      maxChars: 80,
      hint: words('携帯電話はIMEI。紛失届や消去の証明に使います。', 'The IMEI of a phone. Needed to report a loss or prove an erasure.'),
    },
    {
      id: 'takenOut',
      title: words('社外へ持出し', 'Taken outside'),
      type: 'boolean',
      hint: words('外出や在宅勤務で社外に出ることがあるとき「はい」。', 'Yes if it leaves the office, for visits or work at home.'),
    },
    {
      id: 'sensitive',
      title: words('重要情報の保存', 'Holds important data'),
      type: 'choice',
      options: {
        none: words('保存しない', 'No'),
        needed: words('業務に必要で保存する', 'Yes, needed for work'),
      },
      hint: words('端末の中に機密情報や個人情報を置くかどうか。', 'Whether confidential or personal data are kept on the device itself.'),
    },
    {
      id: 'sensitiveReason',
      title: words('保存する理由', 'Why it holds them'),
      type: 'text',
      requiredWhen: { field: 'sensitive', is: ['needed'] },
      hint: words('例: 訪問先で回線がなく、顧客の図面を見るため', 'For example: drawings are needed at client sites without a connection'),
    },
    {
      id: 'approvedUntil',
      title: words('承認の期限', 'Approved until'),
      type: 'date',
      requiredWhen: { field: 'ownership', is: ['private'] },
      hint: words('私有の端末を業務に使ってよい最後の日。', 'The last day on which a private device may be used for work.'),
    },
  ],
  // A renewed approval of a private phone is a line of its own, which begins while the old one still runs.
  key: ['name', 'approvedUntil'],
  label: 'name',
  confirmMonths: 6,
  deadlines: [{ column: 'approvedUntil', says: words('私有端末の承認が切れています', 'The approval of the private device has run out') }],
  reconcile: {
    list: 'devices',
    covers: (cells, item) =>
      cells.device ? cells.device === item.deviceId : fold(cells.name) !== '' && fold(cells.name) === fold(item.cells.name ?? item.label),
    meets: {
      line: (cells) => [String(cells.device || cells.name || '')],
      thing: (item) => [item.deviceId ?? '', String(item.cells.name ?? item.label)],
    },
    // Whether it is a notebook or a desktop nobody measured: a person chooses.
    offer: ({ cells }) => ({
      name: cells.name ?? null,
      ownership: 'company',
      status: 'inUse',
      device: cells.device ?? null,
      model: cells.hardware ?? null,
      serial: cells.serial ?? null,
    }),
    isExpected: (cells) =>
      ['inUse', 'spare'].includes(cells.status as string) &&
      ['notebook', 'desktop', 'server'].includes(cells.kind as string) &&
      (cells.ownership !== 'private' || Boolean(cells.device)),
    says: {
      unregistered: words('台帳にない端末', 'Device that is not in the register'),
      unmeasured: words('測定されていない端末', 'Device that is not measured'),
    },
  },
});
