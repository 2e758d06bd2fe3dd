package io.matrixplatform.api.catalog.meters;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.matrixplatform.api.platform.json.Lines;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is to be different about a meter for whoever reads it; what is absent stays. */
record MeterChange(
        @Nullable @Size(max = 50, message = "at most 50 characters") @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String unit,

        @JsonDeserialize(using = Lines.class)
        @Nullable @Size(max = NewMeter.MAX_DESCRIPTION, message = "at most 500 characters") String description) {

    Meter over(Meter current) {
        return current.edited(
                unit == null ? current.unit() : unit.strip(),
                description == null ? current.description() : description.strip());
    }
}
