import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readXml } from '../xml.ts';
import { readNmap } from './parse.ts';

const report = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nmaprun>
<?xml-stylesheet href="file:///usr/share/nmap/nmap.xsl" type="text/xsl"?>
<!-- a scan -->
<nmaprun scanner="nmap" args="nmap -sn -oX - 192.168.10.0/24" start="1795300000" version="7.93">
<host starttime="1795300000" endtime="1795300010"><status state="up" reason="arp-response"/>
<address addr="192.168.10.31" addrtype="ipv4"/>
<address addr="3C:52:82:11:0A:7F" addrtype="mac" vendor="Hewlett &amp; Packard"/>
<hostnames><hostname name="&#x55B6;&#26989;-prn" type="PTR"/></hostnames><times srtt="1"/></host>
<host><status state="down"/><address addr="192.168.10.32" addrtype="ipv4"/></host>
<host><status state="up"/><address addr="192.168.20.5" addrtype="ipv4"/></host>
<host><status state="up"/><address addr="fe80::1" addrtype="ipv6"/></host>
<runstats><finished time="1795300020"/><hosts up="3" down="1" total="4"/></runstats>
</nmaprun>`;
const read = (text: string) => readNmap(Buffer.from(text));

describe('reports of nmap', () => {
  it('tells the machines that were up, with card, name and time', () => {
    assert.deepEqual(read(report), [
      {
        mac: '3c:52:82:11:0a:7f',
        address: '192.168.10.31',
        name: '営業-prn',
        maker: 'Hewlett & Packard',
        seenAt: new Date(1_795_300_010_000),
      },
      { mac: null, address: '192.168.20.5', name: '', maker: '', seenAt: new Date(1_795_300_020_000) },
    ]);
  });

  it('expands and fetches nothing, and refuses what nmap does not write', () => {
    for (const text of [
      '<!DOCTYPE nmaprun [<!ENTITY a "b">]><nmaprun/>',
      '<!DOCTYPE nmaprun SYSTEM "http://192.0.2.1/x.dtd"><nmaprun/>',
      '<nmaprun args="&a;"/>',
      '<nmaprun args="& "/>',
      '<nmaprun><host></nmaprun>',
      '<nmaprun>',
      '</nmaprun>',
      '<nmaprun/><nmaprun/>',
      '<nmaprun a=b/>',
      '<![CDATA[x]]><nmaprun/>',
      '<html/>',
      '',
      'x'.repeat(10),
    ])
      assert.throws(() => read(text), { code: 'file-unreadable' }, text);
    assert.throws(() => readXml('<a>'.repeat(25)), { code: 'file-unreadable' });
    assert.throws(() => readNmap(Buffer.from([0xff, 0x3c])), { code: 'file-unreadable' });
  });

  it('reads a large report in a moment', () => {
    const host = report.slice(report.indexOf('<host starttime'), report.indexOf('<host><status state="down"'));
    const began = performance.now();
    assert.equal(read(`<nmaprun>${host.repeat(5_000)}</nmaprun>`).length, 5_000);
    assert.ok(performance.now() - began < 10_000);
    const hostile = `<nmaprun ${'a="'.repeat(50_000)}`;
    assert.throws(() => read(hostile), { code: 'file-unreadable' });
    assert.ok(performance.now() - began < 15_000);
  });
});
