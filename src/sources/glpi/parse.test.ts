import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readGlpi } from './parse.ts';

const printer = {
  action: 'netinventory',
  deviceid: 'prn-2f-2026-11-20-09-00-00',
  itemtype: 'Printer',
  content: {
    versionclient: '1.11',
    network_device: {
      type: 'Printer',
      name: '営業部複合機①',
      manufacturer: '㈱サンプル製作所',
      model: 'MX-2630',
      serial: 'J7Q0123',
      firmware: '04.20.B1',
      mac: '3C:52:82:11:0A:7F',
      ips: ['192.168.10.31'],
      ram: 512,
    },
    network_ports: [
      { ifnumber: 1, iftype: 24 },
      { ifnumber: 2, mac: '3c:52:82:11:0a:7f', ips: ['192.168.10.31'] },
    ],
  },
};
const read = (json: unknown) => readGlpi(Buffer.from(JSON.stringify(json)));

describe('inventories of GLPI', () => {
  it('reads network gear with its firmware, cards and addresses', () => {
    const [machine] = read(printer);
    assert.deepEqual(machine, {
      sourceKey: 'serial:j7q0123',
      kind: 'printer',
      name: '営業部複合機①',
      maker: '㈱サンプル製作所',
      model: 'MX-2630',
      serial: 'J7Q0123',
      firmware: '04.20.B1',
      macs: ['3c:52:82:11:0a:7f'],
      addresses: ['192.168.10.31'],
      details: {},
      partial: false,
    });
  });

  it('reads a computer, and takes a list as well as one', () => {
    const computer = {
      deviceid: 'srv-2026-01-01-00-00-00',
      content: {
        hardware: { name: 'nas01', uuid: 'U' },
        bios: { smanufacturer: 'X', smodel: 'Y', ssn: 12345, bversion: '1.2' },
        networks: [],
      },
      partial: true,
    };
    const [first, second] = read([computer, printer]);
    assert.deepEqual(
      [first!.kind, first!.name, first!.serial, first!.firmware, first!.partial],
      ['computer', 'nas01', '12345', '1.2', true],
    );
    assert.equal(second!.kind, 'printer');
  });

  it('names a machine without a serial number by its card, and one without that by its identifier', () => {
    const { serial: _serial, ...unnamed } = printer.content.network_device;
    assert.equal(read({ ...printer, content: { network_device: unnamed } })[0]!.sourceKey, 'mac:3c:52:82:11:0a:7f');
    assert.equal(read({ deviceid: 'x', content: {} })[0]!.sourceKey, 'id:x');
  });

  it('refuses other types and says where they stand', () => {
    const refused = (json: unknown, where: RegExp) =>
      assert.throws(
        () => read(json),
        (error: { code: string; params: { problem: string } }) => error.code === 'file-unreadable' && where.test(error.params.problem),
      );
    refused({ ...printer, content: { network_device: { serial: { a: 1 } } } }, /content\.network_device\.serial/);
    refused([printer, { ...printer, deviceid: 7 }], /1\.deviceid/);
    refused({ ...printer, partial: 'yes' }, /partial/);
    refused({ ...printer, content: { network_ports: 'x' } }, /network_ports/);
    refused([], /./);
    refused(null, /./);
    assert.throws(() => readGlpi(Buffer.from('{')), { code: 'file-unreadable' });
    assert.throws(() => readGlpi(Buffer.from([0xff, 0xfe])), { code: 'file-unreadable' });
  });
});
