/** Each address of this computer: what it belongs to, whether it is used, and how it is. */
import { Box, Cable, EthernetPort, LockKeyhole, Wifi } from "lucide-react";
import { useId } from "react";
import type { SharedAddress, Sharing, SharingChange } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Checkbox } from "../../components/Checkbox.tsx";
import { t } from "../../texts/index.ts";
import { addressWords, kindWords } from "./model/words.ts";

const pictures = {
  wired: EthernetPort,
  wireless: Wifi,
  vpn: LockKeyhole,
  container: Box,
  other: Cable,
};

export interface AddressesProps {
  sharing: Sharing;
  onChange: (change: SharingChange) => void;
}

export function Addresses({ sharing, onChange }: AddressesProps) {
  const title = useId();
  const choose = (address: string, chosen: boolean) => {
    const others = sharing.addresses.filter((one) => one.chosen && one.address !== address);
    const all = others.map((one) => one.address);
    onChange({ addresses: chosen ? [...all, address] : all });
  };
  return (
    <section aria-labelledby={title}>
      <h3 id={title}>{t("sharing.addresses")}</h3>
      <ul className="addresses">
        {sharing.addresses.map((one) => (
          <Address
            key={one.address}
            address={one}
            sharing={sharing}
            onChoose={(chosen) => choose(one.address, chosen)}
            onPrefer={() => onChange({ preferred: one.address })}
          />
        ))}
      </ul>
    </section>
  );
}

interface AddressProps {
  address: SharedAddress;
  sharing: Sharing;
  onChoose: (chosen: boolean) => void;
  onPrefer: () => void;
}

function Address({ address, sharing, onChoose, onPrefer }: AddressProps) {
  const id = useId();
  const Picture = pictures[address.kind];
  return (
    <li
      className="address"
      data-state={address.state}
      data-preferred={address.preferred || undefined}
    >
      <Checkbox isSelected={address.chosen} onChange={onChoose} aria-describedby={id}>
        <Picture aria-hidden="true" />
        <span className="address-lines">
          <span>
            {kindWords(address)}{" "}
            <span className="address-interface" dir="ltr">
              {address.interface}
            </span>
          </span>
          <span className="address-itself" dir="ltr">
            {address.address}
          </span>
        </span>
      </Checkbox>
      <p className="address-words" id={id}>
        {addressWords(address, sharing)}
      </p>
      {address.state === "open" && !address.preferred && (
        <Button
          size="small"
          look="quiet"
          aria-describedby={id}
          aria-label={`${t("sharing.prefer")}: ${address.address}`}
          onPress={onPrefer}
        >
          {t("sharing.prefer")}
        </Button>
      )}
    </li>
  );
}
