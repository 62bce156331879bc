/** Solves linear equations in place; each row holds its coefficients and, last, its right side. What cannot be told apart becomes 0. */
export const solve = (rows: Float64Array[]): Float64Array<ArrayBuffer> => {
  const size = rows.length;
  for (let a = 0; a < size; a++) {
    let best = a;
    for (let b = a + 1; b < size; b++) if (Math.abs(rows[b]![a]!) > Math.abs(rows[best]![a]!)) best = b;
    [rows[a], rows[best]] = [rows[best]!, rows[a]!];
    const pivot = rows[a]![a]!;
    if (Math.abs(pivot) < 1e-12) continue;
    for (let b = 0; b < size; b++) {
      const factor = b === a ? 0 : rows[b]![a]! / pivot;
      if (factor === 0) continue;
      for (let c = a; c <= size; c++) rows[b]![c]! -= factor * rows[a]![c]!;
    }
  }
  return Float64Array.from(rows, (row, a) => (Math.abs(row[a]!) < 1e-12 ? 0 : row[size]! / row[a]!));
};
