/** Back to the list, where one page is shown at a time. */
import { ArrowLeft } from "lucide-react";
import { Button } from "../../components/Button.tsx";
import { t } from "../../texts/index.ts";

export function BackButton({ onPress }: { onPress: () => void }) {
  return (
    <div className="back">
      <Button
        look="quiet"
        size="small"
        icon={<ArrowLeft className="mirrored" aria-hidden="true" />}
        onPress={onPress}
      >
        {t("window.back")}
      </Button>
    </div>
  );
}
