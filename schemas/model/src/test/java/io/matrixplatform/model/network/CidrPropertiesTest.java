package io.matrixplatform.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;

class CidrPropertiesTest {
    @Property(tries = 1_000)
    void readsWhatItWrites(@ForAll("ranges") Cidr range) {
        assertThat(Cidr.parse(range.toString())).isEqualTo(range);
    }

    @Property(tries = 1_000)
    void containsExactlyTheNumbersFromItsFirstToItsLastAddress(
            @ForAll("ranges") Cidr range, @ForAll("addresses") InetAddress address) {
        BigInteger first = new BigInteger(1, range.network().getAddress());
        int bits = range.network().getAddress().length * Byte.SIZE;
        BigInteger size = BigInteger.ONE.shiftLeft(bits - range.prefix());
        BigInteger asked = new BigInteger(1, address.getAddress());
        boolean isInside = address.getAddress().length * Byte.SIZE == bits
                && asked.compareTo(first) >= 0
                && asked.compareTo(first.add(size)) < 0;

        assertThat(range.contains(address)).isEqualTo(isInside);
    }

    @Property(tries = 500)
    void refusesARangeWithABitAfterItsPrefix(@ForAll("ranges") Cidr range) {
        int bits = range.network().getAddress().length * Byte.SIZE;
        if (range.prefix() < bits) {
            BigInteger odd = new BigInteger(1, range.network().getAddress()).setBit(0);

            Assertions.assertThrows(
                    IllegalArgumentException.class, () -> new Cidr(address(odd, bits / Byte.SIZE), range.prefix()));
        }
    }

    @Property(tries = 1_000)
    void writesEveryAddressAsTheSystemReadsIt(@ForAll("addresses") InetAddress address) {
        String written = IpAddresses.canonical(address);

        assertThat(IpAddresses.parse(written)).hasValue(address);
        assertThat(written)
                .isEqualTo(written.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain(":::");
    }

    @Provide
    Arbitrary<Cidr> ranges() {
        return Arbitraries.of(4, 16)
                .flatMap(bytes -> Combinators.combine(numbers(bytes), prefixes(bytes))
                        .as((number, prefix) -> {
                            int hostBits = bytes * Byte.SIZE - prefix;
                            return new Cidr(address(number.shiftRight(hostBits).shiftLeft(hostBits), bytes), prefix);
                        }));
    }

    @Provide
    Arbitrary<InetAddress> addresses() {
        return Arbitraries.of(4, 16).flatMap(bytes -> numbers(bytes).map(number -> address(number, bytes)));
    }

    private static Arbitrary<Integer> prefixes(int bytes) {
        return Arbitraries.integers().between(0, bytes * Byte.SIZE);
    }

    /** Outside of what is an IPv4 address written as an IPv6 one, and with zeros in places. */
    private static Arbitrary<BigInteger> numbers(int bytes) {
        Arbitrary<BigInteger> any = Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, BigInteger.ONE.shiftLeft(bytes * 8).subtract(BigInteger.ONE));
        if (bytes == 4) {
            return any;
        }
        return Combinators.combine(any, Arbitraries.integers().between(0, 112))
                .as((number, zeros) ->
                        number.setBit(127).andNot(BigInteger.valueOf(0xffff).shiftLeft(Math.min(zeros, 96))));
    }

    private static InetAddress address(BigInteger number, int bytes) {
        byte[] big = number.toByteArray();
        byte[] exact = new byte[bytes];
        for (int i = 0; i < Math.min(bytes, big.length); i++) {
            exact[bytes - 1 - i] = big[big.length - 1 - i];
        }
        try {
            return InetAddress.getByAddress(exact);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
