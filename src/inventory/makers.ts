/** Makers by the first three bytes of a network card's address: a hint for people, the ones that offices meet most. No list is complete. */
const makers: Readonly<Record<string, string>> = {
  '00:a0:de': 'YAMAHA',
  'ac:44:f2': 'YAMAHA',
  '00:00:48': 'EPSON',
  '00:26:ab': 'EPSON',
  '00:00:85': 'Canon',
  '00:1e:8f': 'Canon',
  '00:26:73': 'RICOH',
  '00:00:74': 'RICOH',
  '00:80:77': 'brother',
  '00:1b:a9': 'brother',
  '00:11:32': 'Synology',
  '00:08:9b': 'QNAP',
  '24:5e:be': 'QNAP',
  '00:1d:73': 'BUFFALO',
  '10:6f:3f': 'BUFFALO',
  '00:a0:b0': 'I-O DATA',
  '00:0c:29': 'VMware',
  '00:50:56': 'VMware',
  '08:00:27': 'VirtualBox',
  '00:15:5d': 'Microsoft Hyper-V',
  '52:54:00': 'QEMU/KVM',
  'b8:27:eb': 'Raspberry Pi',
  'dc:a6:32': 'Raspberry Pi',
  'e4:5f:01': 'Raspberry Pi',
};

/** Null where it is not one of the few that we know. */
export const makerOf = (mac: string): string | null => makers[mac.slice(0, 8)] ?? null;
