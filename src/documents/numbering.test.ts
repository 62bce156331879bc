import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { labelsOf, type Numbered } from './numbering.ts';

const clause = (id: string, type: Numbered['type'] = 'item'): Numbered => ({ id, type });
const chapters = [
  {
    clauses: [
      clause('8.1.a'),
      clause('8.1.b'),
      clause('8.1.b.1', 'sub'),
      clause('8.1.b.2', 'sub'),
      clause('8.1.b.2.a', 'sub'),
      clause('8.1.b.2.b', 'sub'),
      clause('8.1.b.3', 'sub'),
      clause('8.1.advice', 'advice'),
    ],
  },
  { clauses: [clause('8.2.p', 'lead'), clause('8.2.a'), clause('8.2.a.1', 'sub')] },
  { clauses: [clause('8.3.p', 'para')] },
];

describe('documents: numbering', () => {
  it('counts articles through the document and begins (1) and ア anew below each', () => {
    const labels = labelsOf(chapters, 'ja');
    assert.deepEqual(
      [...labels].map(([id, { label, level }]) => `${id} ${label} ${level}`),
      [
        '8.1.a 第1条 1',
        '8.1.b 第2条 1',
        '8.1.b.1 (1) 2',
        '8.1.b.2 (2) 2',
        '8.1.b.2.a ア 3',
        '8.1.b.2.b イ 3',
        '8.1.b.3 (3) 2',
        '8.1.advice  0',
        '8.2.p  0',
        '8.2.a 第3条 1',
        '8.2.a.1 (1) 2',
        '8.3.p 第4条 1',
      ],
    );
  });

  it('says Article, (1), (a) in English', () => {
    const labels = labelsOf(chapters, 'en');
    assert.deepEqual(
      [labels.get('8.1.b')!.label, labels.get('8.1.b.2')!.label, labels.get('8.1.b.2.b')!.label],
      ['Article 2', '(2)', '(b)'],
    );
  });

  it('goes on after the last letter', () => {
    const many = [
      clause('8.1.a'),
      clause('8.1.a.1', 'sub'),
      ...Array.from({ length: 46 }, (_, index) => clause(`8.1.a.1.${index}`, 'sub')),
    ];
    const labels = labelsOf([{ clauses: many }], 'ja');
    assert.deepEqual(
      [44, 45, 46].map((index) => labels.get(`8.1.a.1.${index - 1}`)!.label),
      ['ワ', 'アア', 'アイ'],
    );
  });
});
