"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { Menu, MenuChoices, MenuDivider, MenuItem } from "../ui/menu";
import { Toasts, useToast } from "../ui/toast";
import { Tooltip } from "../ui/tooltip";
import { Specimen } from "./specimen";

export function Overlays() {
  return (
    <Toasts>
      <Specimen name="Menu">
        <SampleMenu />
      </Specimen>
      <Specimen name="Dialog, in the middle and at either edge">
        {(["center", "start", "end"] as const).map((at) => (
          <Dialog
            at={at}
            description="Their messages stay; they can write again whenever they like."
            key={at}
            title="Close this conversation?"
            trigger={<Button look="secondary">{at}</Button>}
          >
            <p className="mb-5 text-ink-soft">Whatever is asked stands here, with room to breathe.</p>
            <Button>Close the conversation</Button>
          </Dialog>
        ))}
      </Specimen>
      <Specimen name="Tooltip">
        <Tooltip text="Seen on hover and on keyboard focus">
          <Button look="secondary">Rest here</Button>
        </Tooltip>
      </Specimen>
      <Specimen name="Toast">
        <SampleToasts />
      </Specimen>
    </Toasts>
  );
}

function SampleMenu() {
  const [order, setOrder] = useState<"newest" | "waiting">("newest");
  return (
    <Menu align="start" trigger={<IconButton icon="more" label="More" look="secondary" />}>
      <MenuItem icon="person" onSelect={() => {}}>
        Assign to somebody
      </MenuItem>
      <MenuItem icon="clock" isDisabled onSelect={() => {}}>
        Remind me later
      </MenuItem>
      <MenuDivider />
      <MenuChoices
        choices={[
          { value: "newest", label: "Newest first" },
          { value: "waiting", label: "Waiting longest first" },
        ]}
        label="Order"
        onChoose={setOrder}
        value={order}
      />
      <MenuDivider />
      <MenuItem icon="close" look="danger" onSelect={() => {}}>
        Close conversation
      </MenuItem>
    </Menu>
  );
}

function SampleToasts() {
  const toast = useToast();
  return (
    <>
      <Button look="secondary" onClick={() => toast({ text: "Link copied" })}>
        Say something
      </Button>
      <Button
        look="secondary"
        onClick={() => toast({ text: "Conversation closed", undo: () => toast({ text: "Opened again" }) })}
      >
        Something to undo
      </Button>
    </>
  );
}
