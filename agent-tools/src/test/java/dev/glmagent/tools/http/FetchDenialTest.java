package dev.glmagent.tools.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.tool.ToolException;
import dev.glmagent.tool.ToolResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No address that may not be dialled is dialled, however it is written, named or redirected to. */
class FetchDenialTest {

    private Web web;

    @BeforeEach
    void start() throws IOException {
        web = new Web();
        web.name("mixed.example", List.of(Web.PUBLIC, "10.0.0.1"));
        web.name("inner.example", List.of("192.168.7.7"));
        web.name("six.example", List.of("64:ff9b::a9fe:a9fe"));
        web.serve("/", "text/plain", "REACHED");
    }

    @AfterEach
    void stop() {
        web.close();
    }

    static List<String> vectors() {
        return List.of(
                "http://127.0.0.1",
                "http://127.1",
                "http://2130706433",
                "http://017700000001",
                "http://0177.0.0.1",
                "http://0x7f000001",
                "http://0x7f.1",
                "http://0X7F.0.0.1",
                "http://0",
                "http://0x",
                "http://localhost",
                "http://localhost.",
                "http://LOCALHOST",
                "http://[::1]",
                "http://[::]",
                "http://[0:0:0:0:0:0:0:1]",
                "http://[::ffff:127.0.0.1]",
                "http://[::ffff:7f00:1]",
                "http://[::127.0.0.1]",
                "http://[64:ff9b::7f00:1]",
                "http://[64:ff9b:1::a9fe:a9fe]",
                "http://[2002:7f00:1::]",
                "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
                "http://[2606:4700::5efe:169.254.169.254]",
                "http://[2606:4700::200:5efe:7f00:1]",
                "http://[fe80::1%25eth0]",
                "http://[::1%25lo]",
                "http://169.254.169.254",
                "http://169.254.169.254.",
                "http://[fd00:ec2::254]",
                "http://168.63.129.16",
                "http://100.100.100.200",
                "http://10.0.0.1",
                "http://172.16.0.1",
                "http://192.168.0.1",
                "http://100.64.0.1",
                "http://255.255.255.255",
                "http://224.0.0.1",
                "http://127.0.0.1%00.ok.example",
                "http://127。0。0。1",
                "http://１２７.0.0.1",
                "http://①②⑦.0.0.1",
                "http://user@host",
                "http://user@ok.example",
                "http://a@127.0.0.1",
                "http://user@evil@127.0.0.1/",
                "http://127.0.0.1:6666\\@ok.example",
                "http://127.0.0.1\\@ok.example",
                "http://ok.example:22",
                "http://ok.example:0",
                "http://ok.example:99999",
                "http:/ok.example",
                "http:ok.example",
                "http://",
                "file:///etc/passwd",
                "jar:file:///x.jar!/x",
                "ftp://ok.example/",
                "gopher://ok.example/",
                "data:text/html,hi",
                "javascript:alert(1)",
                "//ok.example",
                "ok.example",
                "",
                "http://ok.example/\r\nHost: inner.example",
                "http://ok.example/ x",
                "http://mixed.example",
                "http://inner.example",
                "http://six.example",
                "http://not-there.example",
                "https://" + "a".repeat(3000));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void it_is_denied_and_nothing_is_dialled(String url) {
        ToolResult result = Web.fetch(web.any().build(), url);

        assertThat(result.isError()).as(result.text()).isTrue();
        assertThat(result.text()).doesNotContain("REACHED");
        assertThat(web.dialled).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void nor_is_it_when_a_page_redirects_to_it(String url) {
        web.redirect("/moved", url.replaceAll("[\\r\\n]", ""));
        // A relative one stays on the host that may be read.
        ToolResult result = Web.fetch(web.only("ok.example").build(), "http://ok.example/moved");

        assertThat(web.dialled).allMatch(Web.PUBLIC::equals);
        assertThat(web.lookups).containsOnly("ok.example");
        assertThat(result.text()).doesNotContain("root:");
    }

    @Test
    void every_refusal_of_a_host_reads_the_same() {
        FetchTool tool = web.any().build();

        for (String host : List.of("inner.example", "not-there.example", "10.0.0.1", "2130706433")) {
            assertThat(Web.fetch(tool, "http://" + host).text())
                    .isEqualTo("\"" + host + "\" may not be fetched, or cannot be found");
        }
        assertThat(Web.fetch(web.only("other.example").build(), "http://ok.example")
                        .text())
                .isEqualTo("\"ok.example\" may not be fetched, or cannot be found");
    }

    @Test
    void a_name_that_changes_its_address_is_dialled_where_it_was_checked() {
        web.name("rebind.example", List.of(Web.PUBLIC), List.of("127.0.0.1"));
        FetchTool tool = web.any().build();

        assertThat(Web.fetch(tool, "http://rebind.example/a").text()).contains("REACHED");
        assertThat(web.lookups).containsExactly("rebind.example");
        assertThat(web.dialled).containsExactly(Web.PUBLIC);
    }

    @Test
    void what_stands_behind_the_hash_is_no_host() {
        assertThat(Web.fetch(web.any().build(), "http://ok.example#@127.0.0.1").text())
                .contains("REACHED");
        assertThat(web.dialled).containsExactly(Web.PUBLIC);
    }

    /** With allowPrivateAddresses the metadata services stay out of reach. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fd00:ec2::254",
                "fd20:ce::254",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192"
            })
    void metadata_is_never_private_enough(String address) throws IOException {
        assertThat(new AddressRules(true).allows(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "172.31.0.1", "192.168.1.1", "127.0.0.1", "fd12::1", "::1"})
    void private_addresses_can_be_allowed(String address) throws IOException {
        assertThat(new AddressRules(true).allows(InetAddress.getByName(address)))
                .isTrue();
        assertThat(new AddressRules(false).allows(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "93.184.215.14",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "198.17.255.255",
                "223.255.255.255",
                "2606:4700::1111",
                "2400:3200::1",
                "2001:200::1"
            })
    void public_addresses_are_public(String address) throws IOException {
        assertThat(new AddressRules(false).allows(InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "100.64.0.0",
                "100.127.255.255",
                "127.255.255.255",
                "169.254.0.1",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "100::1",
                "2001:db8::1",
                "2001:10::1",
                "3fff::1",
                "5f00::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "::ffff:0:7f00:1",
                "2002:a00:1::",
                "2001::1"
            })
    void special_addresses_are_not(String address) throws IOException {
        assertThat(new AddressRules(false).allows(InetAddress.getByName(address)))
                .isFalse();
    }

    /** The lowest layer by itself: no URL was read and no name looked up. */
    @Test
    void the_socket_refuses_what_it_is_told_to_dial() throws IOException {
        CheckedDialing dialing = new CheckedDialing(
                new AddressRules(false), host -> List.of(InetAddress.getByName(Web.PUBLIC)), UnaryOperator.identity());

        for (String address : List.of("127.0.0.1", "::1", "169.254.169.254", "fe80::1", "::ffff:10.0.0.1")) {
            try (Socket socket = dialing.createSocket()) {
                InetSocketAddress to = new InetSocketAddress(InetAddress.getByName(address), web.port());
                assertThatThrownBy(() -> socket.connect(to)).isInstanceOf(CheckedDialing.DeniedException.class);
                assertThatThrownBy(() -> socket.connect(to, 100)).isInstanceOf(CheckedDialing.DeniedException.class);
                assertThatThrownBy(() -> socket.connect(InetSocketAddress.createUnresolved("localhost", web.port())))
                        .isInstanceOf(CheckedDialing.DeniedException.class);
            }
        }
    }

    @Test
    void the_resolver_refuses_a_name_with_one_bad_address() {
        CheckedDialing dialing = new CheckedDialing(new AddressRules(false), web::resolve, UnaryOperator.identity());

        assertThatThrownBy(() -> dialing.lookup("mixed.example")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void a_redirect_from_https_to_http_is_not_followed() {
        Target.Rules rules = new Target.Rules(new HostRules(true, Set.of()), true, Set.of(80, 443));
        Fetcher fetcher = new Fetcher(
                new CheckedDialing(new AddressRules(false), web::resolve, UnaryOperator.identity()),
                rules,
                java.time.Duration.ofSeconds(1),
                1000);

        assertThatThrownBy(() -> fetcher.next(Target.of("https://ok.example/", rules), "http://ok.example/"))
                .isInstanceOf(ToolException.class)
                .hasMessage("the page redirects from https to http, which is not followed");
        assertThat(fetcher.next(Target.of("https://ok.example/a", rules), "b").url())
                .hasToString("https://ok.example/b");
    }
}
