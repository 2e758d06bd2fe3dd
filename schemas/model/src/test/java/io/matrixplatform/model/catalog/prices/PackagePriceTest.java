package io.matrixplatform.model.catalog.prices;

import static io.matrixplatform.model.catalog.prices.PriceSamples.total;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagePriceTest {
    @ParameterizedTest
    @CsvSource({"0,0", "1,7", "9,7", "10,7", "10.5,14", "11,14", "100,70"})
    void paysBegunPackagesInFull(String units, String amount) {
        Price price = new PackagePrice(new BigDecimal("10"), new BigDecimal("7"), BigDecimal.ZERO);

        assertThat(price.rate(total(units)).amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "5,0", "5.1,7", "15,7", "16,14"})
    void beginsPackagesAfterTheFreeUnits(String units, String amount) {
        Price price = new PackagePrice(new BigDecimal("10"), new BigDecimal("7"), new BigDecimal("5"));

        assertThat(price.rate(total(units)).amount()).isEqualByComparingTo(amount);
    }
}
