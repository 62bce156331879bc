import { words } from '../../base/text.ts';

/** What is accepted, as the register, the request and the case call it. */
export const acceptanceKinds = {
  new: words('新規の導入', 'New'),
  modified: words('改修', 'Modified'),
  delivery: words('委託先からの納品', 'Delivery by a supplier'),
  package: words('購入・サービスの利用開始', 'Purchase or new service'),
};
