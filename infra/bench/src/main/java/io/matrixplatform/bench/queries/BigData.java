package io.matrixplatform.bench.queries;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.model.metering.Identity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Some seven days of traffic of 40 tenants, of which eight are large: each record follows from its number alone, so loading
 * can stop anywhere and go on there.
 */
final class BigData {
    static final long ROLLUPS = 10_000_000;
    static final long CALLS = 10_000_000;
    static final int TENANTS = 40;
    static final Duration SPAN = Duration.ofMinutes(9_940);

    private static final List<String> METERS = List.of("api.calls", "tokens.input", "tokens.output");
    private static final int LARGE = 8;
    private static final int MIDDLE = 24;

    private final List<String> tenants;
    private final Instant begin;
    /** Tenant and dimensions of each group that has a rollup per meter and minute. */
    private final int[] tenantOfGroup;

    private final String[] dimensionsOfGroup;

    /** @param end no usage after it */
    BigData(List<String> tenants, Instant end) {
        this.tenants = List.copyOf(tenants);
        this.begin = end.minus(SPAN);
        tenantOfGroup = java.util.stream.IntStream.range(0, TENANTS)
                .flatMap(tenant ->
                        java.util.stream.IntStream.range(0, groups(tenant)).map(unused -> tenant))
                .toArray();
        dimensionsOfGroup = new String[tenantOfGroup.length];
        int number = 0;
        for (int group = 0; group < tenantOfGroup.length; group++) {
            number = group > 0 && tenantOfGroup[group] == tenantOfGroup[group - 1] ? number + 1 : 0;
            dimensionsOfGroup[group] = "{\"model\":\"" + model(number) + "\",\"route\":\"" + route(number) + "\"}";
        }
    }

    private static int groups(int tenant) {
        if (tenant < LARGE) {
            return 16;
        }
        return tenant < MIDDLE ? 8 : 5;
    }

    private static String model(int group) {
        return "model-" + group / 2;
    }

    private static String route(int group) {
        return group % 2 == 0 ? "/v1/chat/completions" : "/v1/responses";
    }

    UsageRollup rollup(long number) {
        int perMinute = tenantOfGroup.length * METERS.size();
        Instant minute = begin.plus(Duration.ofMinutes(number / perMinute));
        int place = (int) (number % perMinute);
        int group = place / METERS.size();
        int meter = place % METERS.size();
        long quantity = meter == 0 ? 1 + number % 40 : 1_000 + number % 90_000;
        UsageRollup rollup = new UsageRollup();
        rollup.setRollupId(
                HexFormat.of().toHexDigits(scrambled(number)) + HexFormat.of().toHexDigits(number));
        rollup.setTenantId(tenants.get(tenantOfGroup[group]));
        rollup.setMeterKey(METERS.get(meter));
        rollup.setDimensions(dimensionsOfGroup[group]);
        rollup.setMinuteStart(minute);
        rollup.setQuantity(BigDecimal.valueOf(quantity).setScale(18));
        rollup.setQuantityLong(quantity);
        rollup.setFactCount(1 + number % 40);
        rollup.setOrderNumber(number + 1);
        return rollup;
    }

    ApiCall call(long number) {
        SplittableRandom random = new SplittableRandom(number);
        int group = random.nextInt(tenantOfGroup.length);
        long micros = SPAN.toNanos() / 1_000 / CALLS * number;
        Instant at = begin.plusNanos(micros * 1_000);
        String dimensions = dimensionsOfGroup[group];
        ApiCall call = new ApiCall();
        call.setEventId("call-" + number);
        call.setTenantId(tenants.get(tenantOfGroup[group]));
        call.setSource("bench/gateway");
        call.setOccurredAt(at);
        call.setRecordedAt(at.plusMillis(random.nextInt(2_000)));
        call.setKeyId("key_" + String.format("%022d", tenantOfGroup[group] * 4 + random.nextInt(4)));
        call.setModel(dimensions.substring(10, dimensions.indexOf('"', 10)));
        call.setRoute("/v1/chat/completions");
        call.setStatus(random.nextInt(50) == 0 ? 500 : 200);
        call.setLatencyMs((long) (200 * Math.exp(random.nextGaussian())));
        call.setTimeToFirstTokenMs((long) (40 * Math.exp(random.nextGaussian())));
        call.setInputTokens((long) random.nextInt(4_000));
        call.setOutputTokens((long) random.nextInt(1_500));
        return call;
    }

    static byte[] key(ApiCall call) {
        return Identity.of(call.getTenantId(), call.getSource(), call.getEventId())
                .toBytes();
    }

    /** Spreads numbers over the partitions, as hashes do. */
    private static long scrambled(long number) {
        long mixed = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
