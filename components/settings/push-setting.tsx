"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { granted } from "../granted";
import { Button } from "../ui/button";
import { Card } from "./card";

export interface PushSettingProps {
  /** By what push services know this site; nothing where none was set up. */
  publicKey: string | null;
  subscribe: (asked: {
    endpoint: string;
    keys: { p256dh: string; auth: string };
  }) => Promise<ActionResult<unknown>>;
  unsubscribe: (asked: { endpoint: string }) => Promise<ActionResult<unknown>>;
}

type State = "unset" | "unsupported" | "denied" | "off" | "on";

/** Whether this browser is told at once. */
export function PushSetting({ publicKey, subscribe, unsubscribe }: PushSettingProps) {
  const t = useTranslations("notifications.browser");
  const [state, setState] = useState<State | null>(null);
  const [isOnItsWay, setOnItsWay] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    stateOf(publicKey).then(setState, () => setState("unsupported"));
  }, [publicKey]);

  async function turn(isOn: boolean) {
    setOnItsWay(true);
    setFailed(false);
    try {
      if (isOn && publicKey) await turnOn(publicKey, subscribe);
      else await turnOff(unsubscribe);
    } catch (error) {
      console.warn("push messages could not be turned on or off:", error);
      setFailed(Notification.permission !== "denied");
    }
    setState(await stateOf(publicKey));
    setOnItsWay(false);
  }

  return (
    <Card title={t("title")}>
      <p className="mt-1 min-h-6 text-sm text-ink-soft" role="status">
        {state && t(state)}
      </p>
      {(state === "on" || state === "off") && (
        <Button
          className="mt-3"
          disabled={isOnItsWay}
          look={state === "on" ? "secondary" : "primary"}
          onClick={() => turn(state === "off")}
          size="small"
        >
          {t(state === "on" ? "turnOff" : "turnOn")}
        </Button>
      )}
      {hasFailed && (
        <p className="mt-2 text-sm text-danger" role="alert">
          {t("failed")}
        </p>
      )}
    </Card>
  );
}

async function stateOf(publicKey: string | null): Promise<State> {
  if (publicKey === null) return "unset";
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window))
    return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return (await subscriptionHere()) ? "on" : "off";
}

async function subscriptionHere(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return registration ? registration.pushManager.getSubscription() : null;
}

/** Throws where the person, the browser or the site does not want it; then the browser is not told either. */
async function turnOn(publicKey: string, subscribe: PushSettingProps["subscribe"]): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
  await navigator.serviceWorker.register("/sw.js");
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  try {
    const { endpoint, keys } = subscription.toJSON();
    granted(
      await subscribe({
        endpoint: endpoint ?? "",
        keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" },
      }),
    );
  } catch (error) {
    await subscription.unsubscribe();
    throw error;
  }
}

async function turnOff(unsubscribe: PushSettingProps["unsubscribe"]): Promise<void> {
  const subscription = await subscriptionHere();
  if (!subscription) return;
  await subscription.unsubscribe();
  granted(await unsubscribe({ endpoint: subscription.endpoint }));
}
