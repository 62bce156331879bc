import type { Words } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';
import classes from './inventory.module.css';

interface AboutProps {
  attributes: Readonly<Record<string, string>>;
  titles: Readonly<Record<string, Words>>;
}

/** The attributes of an item in one line, each with its name. */
export function About({ attributes, titles }: AboutProps) {
  const { say } = useSaid();
  return (
    <span className={classes.about}>
      {Object.entries(attributes).map(([name, value]) => (
        <span key={name}>
          {titles[name] === undefined ? name : say(titles[name])}: {value}
        </span>
      ))}
    </span>
  );
}
