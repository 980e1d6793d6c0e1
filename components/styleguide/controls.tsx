import { Button, buttonClass } from "../ui/button";
import { Icon, type IconName, iconNames } from "../ui/icon";
import { IconButton } from "../ui/icon-button";
import { TextField } from "../ui/text-field";
import { Specimen } from "./specimen";

const looks = ["primary", "secondary", "quiet", "danger"] as const;

export function Controls() {
  return (
    <>
      {(["medium", "small"] as const).map((size) => (
        <Specimen key={size} name={`Button, ${size}`}>
          {looks.map((look) => (
            <Button key={look} look={look} size={size}>
              {look}
            </Button>
          ))}
          <Button size={size}>
            <Icon name="bubble" />
            With an icon
          </Button>
          <Button disabled size={size}>
            Disabled
          </Button>
          <a className={buttonClass({ look: "secondary", size })} href="#main">
            Leads to the top
          </a>
        </Specimen>
      ))}
      <Specimen name="IconButton, round and small-round">
        {looks.map((look) => (
          <IconButton icon="more" key={look} label={`More, ${look}`} look={look} />
        ))}
        {looks.map((look) => (
          <IconButton icon="close" key={look} label={`Close, ${look}`} look={look} size="small-round" />
        ))}
      </Specimen>
      <Specimen name="TextField">
        <TextField className="w-64" label="E-mail" placeholder="maya@example.com" />
        <TextField className="w-64" hint="What they will call you." label="Name" />
        <TextField
          className="w-64"
          defaultValue="maya"
          error="Give the whole address."
          label="E-mail, mistaken"
        />
        <TextField className="w-64" defaultValue="Cannot be changed" disabled label="Disabled" />
      </Specimen>
      <Specimen name="Icon">
        {iconNames.map((name: IconName) => (
          <span className="flex w-20 flex-col items-center gap-1.5 py-2" key={name}>
            <Icon className="size-6" name={name} />
            <span className="font-mono text-xs text-ink-faint">{name}</span>
          </span>
        ))}
      </Specimen>
    </>
  );
}
